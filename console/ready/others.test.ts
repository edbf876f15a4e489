import { expect, it } from 'vitest'
import { createOthers } from './others.ts'

/** Tabs of one browser, each of which passed the check or not; time passes when nobody answers. */
function tabs(...passed: boolean[]) {
  type Channel = Parameters<typeof createOthers>[0]['channel']
  const channels: Channel[] = []
  return passed.map(is => {
    const channel: Channel = {
      onmessage: null,
      close: () => void channels.splice(channels.indexOf(channel), 1),
      postMessage(data) {
        for (const other of channels)
          if (other !== channel)
            other.onmessage?.call({} as BroadcastChannel, { data } as MessageEvent)
      },
    }
    channels.push(channel)
    return createOthers({ channel, passed: () => is, after: (_, fn) => setImmediate(fn) })
  })
}

it('[R7] a tab learns that another one is ready, and that none is', async () => {
  const [fresh, ready] = tabs(false, true, false)
  expect(await fresh?.ready()).toBe(true)
  expect(await ready?.ready()).toBe(false)
  const [alone] = tabs(true)
  expect(await alone?.ready()).toBe(false)
})

it('[R7] a tab that was closed answers no more', async () => {
  const [fresh, ready] = tabs(false, true)
  ready?.end()
  expect(await fresh?.ready()).toBe(false)
})

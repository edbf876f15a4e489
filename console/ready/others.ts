/** A tab in the background is asked by the same loop that runs its timers; one that is frozen hears nothing either. */
const ANSWER_MS = 300

export interface Others {
  /** Whether another tab of this browser passed the ready check. */
  ready(): Promise<boolean>
  end(): void
}

/** Asks the other tabs of this agent, and answers them when `passed` says so. */
export function createOthers(env: {
  channel: Pick<BroadcastChannel, 'postMessage' | 'close' | 'onmessage'>
  passed(): boolean
  after(ms: number, fn: () => void): void
}): Others {
  const { channel, passed, after } = env
  let heard = (): void => {}

  channel.onmessage = ({ data }) => {
    if (data === 'ready') heard()
    else if (passed()) channel.postMessage('ready')
  }
  return {
    ready: () =>
      new Promise(resolve => {
        heard = () => resolve(true)
        after(ANSWER_MS, () => resolve(false))
        channel.postMessage('who is ready?')
      }),
    end() {
      channel.onmessage = null
      channel.close()
    },
  }
}

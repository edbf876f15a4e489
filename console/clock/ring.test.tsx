// @vitest-environment happy-dom
import { signal } from '@preact/signals'
import { type ComponentChild, render } from 'preact'
import { act } from 'preact/test-utils'
import { describe, expect, it } from 'vitest'
import { type Hall, HallContext, type Seat, SeatContext } from '../room.ts'
import { rungs } from '../scene.ts'
import { createTongue } from '../words/tongue.ts'
import { Ring } from './ring.tsx'

const START = 1_000_000

/** A ring on screen whose clock the test moves by hand. */
async function scene() {
  const now = signal(START)
  let watchers = 0
  const watch = () => {
    watchers++
    return () => void watchers--
  }
  const tongue = createTongue({
    preferred: ['en'],
    kept: { getItem: () => null, setItem() {} },
  })
  const hall = { tongue } as Partial<Hall> as Hall
  const seat = { ticker: { now, watch } } as Partial<Seat> as Seat
  const root = document.createElement('div')
  const draw = (what: ComponentChild) => act(() => render(what, root))
  await draw(
    <HallContext value={hall}>
      <SeatContext value={seat}>
        <Ring startedAt={START} times={rungs} />
      </SeatContext>
    </HallContext>,
  )
  return {
    at: (ms: number) =>
      act(() => {
        now.value = START + ms
      }),
    shown: () => {
      const clock = root.querySelector('.clock')
      return {
        step: clock?.className,
        text: clock?.textContent,
        label: clock?.getAttribute('aria-label'),
        ring: Boolean(clock?.querySelector('circle')),
        mark: Boolean(clock?.querySelector('.mark')),
      }
    },
    watchers: () => watchers,
    gone: () => draw(null),
  }
}

describe('ring', () => {
  it('[R3] tells each step by digits, shape and words, and counts up past the target', async () => {
    const { at, shown } = await scene()
    expect(shown()).toEqual({
      step: 'clock calm',
      text: '60',
      label: '60 seconds left to answer',
      ring: true,
      mark: false,
    })
    await at(15_000)
    expect(shown()).toMatchObject({
      step: 'clock nudge',
      text: '45',
      label: '45 seconds left to answer, nudged',
      mark: true,
    })
    await at(37_000)
    expect(shown()).toMatchObject({
      step: 'clock hand-on',
      label: '23 seconds left to answer, past the hand-on',
    })
    await at(59_000)
    expect(shown()).toMatchObject({
      step: 'clock all-hands',
      label: '1 second left to answer, all hands',
    })
    await at(72_000)
    expect(shown()).toEqual({
      step: 'clock breach',
      text: '+12 s',
      label: 'Unanswered, 12 s past the target',
      ring: false,
      mark: false,
    })
  })

  it('[C2] lets the shared clock go when it leaves the screen', async () => {
    const { watchers, gone } = await scene()
    expect(watchers()).toBe(1)
    await gone()
    expect(watchers()).toBe(0)
  })
})

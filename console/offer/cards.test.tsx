// @vitest-environment happy-dom
import { signal } from '@preact/signals'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { describe, expect, it } from 'vitest'
import type { AgentView } from '../../client/view.ts'
import type { Row } from '../../protocol/down.ts'
import { timesAt } from '../../protocol/ladder.ts'
import { type Hall, HallContext, type Seat, SeatContext } from '../room.ts'
import { later, row, stepped } from '../scene.ts'
import { createTongue } from '../words/tongue.ts'
import { createCalls } from './calls.ts'
import { Cards } from './cards.tsx'

const mine = row('c1', { startedAt: 1000, holder: 'me' })

/** The calls of a desk on a page; keeps what was on the page at each confirmation. */
async function scene(...rows: Row[]) {
  const viewOf = (list: Row[]) =>
    ({
      rows: new Map(list.map(one => [one.c, one])),
      visitors: new Map(),
      me: { availability: 'online' },
    }) as unknown as AgentView
  const view = signal(viewOf([]))
  const root = document.createElement('div')
  document.body.append(root)
  const acked: { c: string; onPage: string }[] = []
  const desk = {
    me: { id: 'me' },
    view,
    current: signal(null),
    client: { ack: (c: string) => acked.push({ c, onPage: document.body.textContent ?? '' }) },
    timesOf: () => timesAt(undefined),
  }
  const calls = createCalls({ ...desk, me: 'me', show() {} })
  const kept = { getItem: () => null, setItem() {} }
  const hall = { tongue: createTongue({ preferred: ['en'], kept }) } as Partial<Hall> as Hall
  const ticker = { now: signal(5000), watch: () => () => {} }
  const seat = { desk, calls, ticker } as unknown as Seat
  await act(() =>
    render(
      <HallContext value={hall}>
        <SeatContext value={seat}>
          <Cards />
        </SeatContext>
      </HallContext>,
      root,
    ),
  )
  const see = (...list: Row[]) =>
    act(() => {
      view.value = viewOf(list)
    })
  await see(...rows)
  return { acked, see, view, viewOf, text: () => root.querySelector('.calls')?.textContent, root }
}

describe('cards', () => {
  it('[R2] confirm an offer only when it can be read on the page', async () => {
    const { acked, text } = await scene(mine)
    expect(text()).toContain('Is it there in pink?')
    expect(acked).toHaveLength(1)
    expect(acked[0]?.c).toBe('c1')
    expect(acked[0]?.onPage).toContain('Is it there in pink?')
  })

  it('[R2] confirm in a hidden tab too, where no frame is painted and timers hardly run', async () => {
    const { acked, view, viewOf } = await scene()
    // Outside of act, which would run what waits for a frame.
    view.value = viewOf([mine])
    for (let turn = 0; turn < 5; turn++) await Promise.resolve()
    expect(acked).toHaveLength(1)
  })

  it('[R2] confirm each offer of a chat, and nothing that is not mine', async () => {
    const { acked, see } = await scene(mine)
    const gone = later(mine, 4000, {
      type: 'released',
      agent: { id: 'me', name: 'me' },
      why: 'no-ack',
    })
    await see(gone)
    await see(
      later(gone, 5000, { type: 'assigned', agent: { id: 'me', name: 'me' }, how: 'routed' }),
    )
    await see(stepped(row('c2', { startedAt: 1000, holder: 'ayu' }), 'all-hands'))
    expect(acked.map(({ c }) => c)).toEqual(['c1', 'c1'])
  })

  it('[R3] show a chat of all hands with its holder, and say who answered it first', async () => {
    const hands = stepped(row('c2', { startedAt: 1000, holder: 'ayu' }), 'all-hands')
    const { see, text } = await scene(hands)
    expect(text()).toContain('Answer it: all hands')
    expect(text()).toContain('with ayu')
    const by = { role: 'agent', id: 'budi', name: 'Budi' } as const
    await see(later(hands, 50_000, { type: 'message', id: 'a', by, text: 'Yes' }))
    expect(text()).toBe('Budi answered Visitor V1 first.')
  })

  it('[R2] are put aside one by one', async () => {
    const { root, text } = await scene(mine)
    const later = root.querySelector<HTMLElement>('[aria-label="Put the call of Visitor V1 aside"]')
    await act(() => later?.click())
    expect(text()).toBe('')
  })
})

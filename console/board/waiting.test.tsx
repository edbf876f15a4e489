// @vitest-environment happy-dom
import { signal } from '@preact/signals'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { expect, it } from 'vitest'
import type { Conversation } from '../../protocol/conversation.ts'
import { timesAt } from '../../protocol/ladder.ts'
import { type Hall, HallContext, type Seat, SeatContext } from '../room.ts'
import { row } from '../scene.ts'
import { createTongue } from '../words/tongue.ts'
import { Waiting } from './waiting.tsx'

it('[R12] each clock of the board climbs the ladder of its own shop', async () => {
  const rows = [
    row('c1', { startedAt: 0, site: 'quick' }),
    row('c2', { startedAt: 0, site: 'calm' }),
    row('c3', { startedAt: 0, site: 'quick', holder: 'ayu', answeredAt: 1000 }),
  ]
  const view = { rows: new Map(rows.map(one => [one.c, one])), visitors: new Map() }
  const desk = {
    me: { id: 'ayu' },
    view: signal(view),
    timesOf: ({ site }: Conversation) => ({
      ...timesAt(undefined),
      nudgeMs: site === 'quick' ? 5000 : 10_000,
    }),
  }
  const tongue = createTongue({ preferred: ['en'], kept: { getItem: () => null, setItem() {} } })
  const hall = { tongue } as Partial<Hall> as Hall
  const seat = { desk, ticker: { now: signal(6000), watch: () => () => {} } } as unknown as Seat
  const root = document.createElement('div')
  await act(() =>
    render(
      <HallContext value={hall}>
        <SeatContext value={seat}>
          <Waiting />
        </SeatContext>
      </HallContext>,
      root,
    ),
  )
  const clocks = [...root.querySelectorAll('.clock')].map(({ className }) => className)
  expect(clocks.sort()).toEqual(['clock calm', 'clock nudge'])
})

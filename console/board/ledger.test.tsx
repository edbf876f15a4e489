// @vitest-environment happy-dom
import { signal } from '@preact/signals'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { expect, it } from 'vitest'
import { timesAt } from '../../protocol/ladder.ts'
import { ledger } from '../../server/core/ledger.ts'
import { type Hall, HallContext, type Seat, SeatContext } from '../room.ts'
import { conversation } from '../scene.ts'
import { createTongue } from '../words/tongue.ts'
import { LedgerLine } from './ledger.tsx'

it('[R12] the account of one who waits tells holder and phases at the same moment', async () => {
  const { episode } = conversation({ startedAt: 0, holder: 'Ayu', assignedAt: 1000 })
  if (!episode) throw new Error('a visitor message begins an episode')
  const asked = ledger({ c: 'c', site: 's', visitor: 'v1', episode }, 5000, timesAt(undefined))
  const now = signal(5000)
  const desk = { view: signal({ visitors: new Map() }) }
  const tongue = createTongue({ preferred: ['en'], kept: { getItem: () => null, setItem() {} } })
  const hall = { tongue } as Partial<Hall> as Hall
  const seat = { desk, ticker: { now, watch: () => () => {} } } as unknown as Seat
  const root = document.createElement('div')
  await act(() =>
    render(
      <HallContext value={hall}>
        <SeatContext value={seat}>
          <LedgerLine ledger={asked} />
        </SeatContext>
      </HallContext>,
      root,
    ),
  )
  const details = root.querySelector('details')
  await act(() => {
    if (details) details.open = true
    details?.dispatchEvent(new Event('toggle'))
  })
  await act(() => {
    now.value = 21_000
  })
  const line = root.querySelector('.holders')?.textContent
  expect(line).toMatch(/held for 20.* s · offered, not confirmed 20\.000 s/)
})

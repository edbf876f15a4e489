// @vitest-environment happy-dom
import { render, type VNode } from 'preact'
import { useRef } from 'preact/hooks'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../protocol/down.ts'
import { type Hall, HallContext, type Seat, SeatContext } from '../room.ts'
import { later, row } from '../scene.ts'
import { createTongue } from '../words/tongue.ts'
import { useShown } from './shown.ts'

const me = { id: 'me', name: 'Me' }
const waiting = row('c1', { startedAt: 1000 })
const offered = later(waiting, 2000, { type: 'assigned', agent: me, how: 'routed' })

function scene(parent: HTMLElement | null) {
  const acked: string[] = []
  const root = document.createElement('div')
  parent?.append(root)
  const kept = { getItem: () => null, setItem() {} }
  const hall = { tongue: createTongue({ preferred: ['en'], kept }) } as Partial<Hall> as Hall
  const client = { ack: (c: string) => acked.push(c) }
  const seat = { desk: { me, client } } as unknown as Seat
  const show = (shown: Row) =>
    render(
      <HallContext value={hall}>
        <SeatContext value={seat}>
          <Pane row={shown} />
        </SeatContext>
      </HallContext>,
      root,
    )
  return { show, acked }
}

function Pane({ row: shown }: { row: Row }): VNode {
  const pane = useRef<HTMLElement>(null)
  useShown(shown, pane)
  return <section ref={pane} />
}

describe('shown', () => {
  it('[R2] confirms a chat that was open before it was offered, and again when it is offered again', () => {
    const { show, acked } = scene(document.body)
    show(waiting)
    expect(acked).toEqual([])
    show(offered)
    show({ ...offered, head: 99 })
    expect(acked).toEqual(['c1'])
    const again = { type: 'assigned', agent: me, how: 'routed' } as const
    show(later(offered, 9000, { type: 'released', agent: me, why: 'disconnected' }, again))
    expect(acked).toEqual(['c1', 'c1'])
  })

  it('[R2] confirms nothing that is drawn outside the page', () => {
    const { show, acked } = scene(null)
    show(offered)
    expect(acked).toEqual([])
  })
})

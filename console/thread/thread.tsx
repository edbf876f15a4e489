import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Row } from '../../protocol/down.ts'
import { useRoom } from '../room.ts'
import { visitorName } from '../visitor/name.ts'
import { Announcer } from './announcer.tsx'
import { Chats } from './chats.tsx'
import { Composer } from './composer.tsx'
import { Head } from './head.tsx'
import { History } from './history.tsx'

/** One chat: its head, its whole history, and the place to answer. */
export function Thread({ row, showVisitor }: { row: Row; showVisitor(): void }): VNode {
  const { desk, words: w } = useRoom()
  const { visitors, threads } = desk.view.value
  const name = visitorName(visitors.get(row.state.visitor), row.state.visitor, w)
  const thread = threads.get(row.c)
  const pane = useRef<HTMLElement>(null)
  useReading(row, pane)
  return (
    <section class="thread" ref={pane} aria-label={name}>
      <Chats />
      <Head row={row} name={name} showVisitor={showVisitor} />
      <History c={row.c} name={name} thread={thread} />
      <Announcer name={name} thread={thread} />
      <Foot row={row} name={name} />
    </section>
  )
}

function Foot({ row, name }: { row: Row; name: string }): VNode {
  const { desk, words: w } = useRoom()
  const { state } = row
  switch (state.status) {
    case 'waiting':
      return <p class="instead">{w.composer.take}</p>
    case 'resolved':
      return <p class="instead">{w.thread.resolvedLine}</p>
    case 'assigned':
      if (state.agent.id === desk.me.id) return <Composer c={row.c} name={name} />
      return <p class="instead">{w.composer.held(state.agent.name)}</p>
  }
}

/** Tells the relay what has been on this screen, while I hold the chat and somebody looks. */
function useReading({ c, state }: Row, pane: { current: HTMLElement | null }): void {
  const { desk, attention } = useRoom()
  const mine = state.status === 'assigned' && state.agent.id === desk.me.id
  const behind = state.last !== null && state.read.agent < state.last.seq
  // A chat that was handed to me may be read already; that I have it on screen is still news to its ledger.
  const unopened = state.episode?.holders.some(
    ({ agent, outcome, openedAt }) =>
      agent.id === desk.me.id && outcome === 'holding' && openedAt === null,
  )
  const here = attention.here.value
  const seq = state.last?.seq
  const complete = desk.view.value.threads.get(c)?.complete ?? false
  useEffect(() => {
    if (!here || !mine || !complete || !(behind || unopened)) return
    if (pane.current?.checkVisibility()) desk.client.read(c)
  }, [here, mine, complete, behind, unopened, seq, c, desk, pane])
}

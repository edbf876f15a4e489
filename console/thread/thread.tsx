import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { isAllHands } from '../../protocol/conversation.ts'
import type { Row } from '../../protocol/down.ts'
import { useShown } from '../offer/shown.ts'
import { useRoom } from '../room.ts'
import { visitorName } from '../visitor/name.ts'
import { Announcer } from './announcer.tsx'
import { Chats } from './chats.tsx'
import { Composer } from './composer.tsx'
import { Head } from './head.tsx'
import { History } from './history.tsx'
import { Unsent } from './unsent.tsx'

/** One chat: its head, its whole history, and the place to answer. */
export function Thread({ row, showVisitor }: { row: Row; showVisitor(): void }): VNode {
  const { desk, words: w } = useRoom()
  const { visitors, threads } = desk.view.value
  const name = visitorName(visitors.get(row.state.visitor), row.state.visitor, w)
  const thread = threads.get(row.c)
  const pane = useRef<HTMLElement>(null)
  useReading(row, pane)
  useShown(row, pane)
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
  const mine = state.status === 'assigned' && state.agent.id === desk.me.id
  // One composer before and after a hand-over: neither text nor focus is lost.
  if (mine || isAllHands(state))
    return <Composer c={row.c} name={name} note={mine ? null : w.offer.first} />
  return (
    <div class="instead">
      <p>
        <Instead row={row} />
      </p>
      <Unsent row={row} />
    </div>
  )
}

function Instead({ row: { state } }: { row: Row }): VNode {
  const { words: w } = useRoom()
  switch (state.status) {
    case 'waiting':
      return <>{w.composer.take}</>
    case 'resolved':
      return <>{w.thread.resolvedLine}</>
    case 'assigned':
      return <>{w.composer.held(state.agent.name)}</>
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

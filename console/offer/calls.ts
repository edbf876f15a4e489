import { computed, effect, type ReadonlySignal, signal } from '@preact/signals'
import type { AgentView } from '../../client/view.ts'
import { type Conversation, isAllHands, live } from '../../protocol/conversation.ts'
import type { Row } from '../../protocol/down.ts'
import type { ConversationId } from '../../protocol/events.ts'
import { clockStart } from '../clock/countdown.ts'

/** A chat that asks this agent for an answer, over whatever is open. */
export interface Call {
  /** The same call keeps its id; the same chat offered again has another. */
  id: string
  kind: 'offer' | 'all-hands'
  row: Row
  mine: boolean
}

/** A chat of all hands that somebody else answered first. */
export interface Taken {
  c: ConversationId
  visitor: string
  by: string
}

export interface Calls {
  /** What asks now and is not on screen anyway, the earliest deadline first. */
  list: ReadonlySignal<Call[]>
  taken: ReadonlySignal<Taken[]>
  /** Shows the chat of a call; without one, of the most urgent. */
  open(call?: Call): void
  /** Takes a call off the screen; the chat itself stays where it is. */
  dismiss(id: string): void
  forgetTaken(c: ConversationId): void
  end(): void
}

/** The calls on `me`, from the chats as they stand: mine that never were on my screen, and everybody's at all hands. */
export function callsOf(
  rows: Iterable<Row>,
  me: { id: string; available: boolean },
  timesOf: (state: Conversation) => { targetMs: number },
): Call[] {
  const deadline = ({ row: { state } }: Call): number =>
    (clockStart(state) ?? state.unansweredSince ?? state.lastAt) + timesOf(state).targetMs
  return [...rows]
    .flatMap(row => callOf(row, me) ?? [])
    .sort((a, b) => deadline(a) - deadline(b) || (a.id < b.id ? -1 : 1))
}

function callOf(row: Row, me: { id: string; available: boolean }): Call | null {
  const { c, state } = row
  const episode = live(state.episode)
  if (!episode || state.unansweredSince === null) return null
  const mine = state.status === 'assigned' && state.agent.id === me.id
  if (isAllHands(state))
    return mine || me.available
      ? { id: `${c}:${episode.n}:all`, kind: 'all-hands', row, mine }
      : null
  const unopened = mine && episode.holders.at(-1)?.openedAt === null
  return unopened ? { id: `${c}:${state.assignments}`, kind: 'offer', row, mine } : null
}

/** Keeps the calls of a desk, what was put aside, and who was faster. */
export function createCalls(env: {
  me: string
  view: ReadonlySignal<AgentView>
  /** The chat on screen: it needs no call. */
  current: ReadonlySignal<ConversationId | null>
  timesOf(state: Conversation): { targetMs: number }
  show(c: ConversationId): void
}): Calls {
  const { view, current } = env
  const dismissed = signal<ReadonlySet<string>>(new Set())
  const taken = signal<Taken[]>([])
  const all = computed(() => {
    const { rows, me } = view.value
    const available = me?.availability === 'online'
    return callsOf(rows.values(), { id: env.me, available }, env.timesOf)
  })
  const list = computed(() =>
    all.value.filter(({ id, row }) => row.c !== current.value && !dismissed.value.has(id)),
  )

  /** At all hands several may be about to answer: who was not first has to know at once. */
  let before = new Set<ConversationId>()
  const endWatch = effect(() => {
    const { rows } = view.value
    const now = all.value.filter(({ kind }) => kind === 'all-hands').map(({ row }) => row.c)
    for (const c of before) {
      const state = rows.get(c)?.state
      const by = state?.episode?.answeredBy
      if (state && by && by.id !== env.me && !now.includes(c))
        taken.value = [...taken.peek(), { c, visitor: state.visitor, by: by.name }]
    }
    before = new Set(now)
  })

  const dismiss = (id: string): void => {
    const still = all.peek().map(call => call.id)
    dismissed.value = new Set([...dismissed.peek(), id].filter(other => still.includes(other)))
  }
  return {
    list,
    taken,
    open(call = list.peek()[0]) {
      if (call) env.show(call.row.c)
    },
    dismiss,
    forgetTaken(c) {
      taken.value = taken.peek().filter(other => other.c !== c)
    },
    end: endWatch,
  }
}

import type { Conversation, ConversationState } from '../protocol/conversation.ts'
import type { Episode } from '../protocol/episode.ts'
import type { AgentRef, Recorded, Wish } from '../protocol/events.ts'

export const initial: ConversationState = { status: 'new' }

const noWish: Wish = { department: null, language: null, agent: null, priority: 0 }

/**
 * Stands in for the fold of `protocol/conversation.ts` in what a shop's page downloads (vite.config.ts puts it there). A
 * visitor's copy of the log lacks what a ledger is computed from, so no holders, waits and ratings are kept; all else is
 * the same, as its test pins.
 */
export function evolve(state: ConversationState, { seq, at, event }: Recorded): ConversationState {
  if (event.type === 'opened') {
    const { site, visitor } = event
    return {
      status: 'waiting',
      explained: false,
      site,
      visitor,
      openedAt: at,
      lastAt: at,
      assignments: 0,
      unansweredSince: null,
      read: { visitor: 0, agent: 0 },
      last: null,
      lastAgent: null,
      wish: noWish,
      episode: null,
    }
  }
  if (state.status === 'new') return state
  const { read, episode } = state
  const running = episode?.resolvedAt === null ? episode : null
  const inRunning = (part: Partial<Episode>) => (running ? { ...running, ...part } : episode)
  const next = (part: object) => ({ ...state, lastAt: at, ...part }) as Conversation
  const waiting = { status: 'waiting', agent: undefined, explained: false }

  switch (event.type) {
    case 'message': {
      const { by, text } = event
      const { role } = by
      const said = {
        last: { seq, at, role, text: text.slice(0, 140) },
        read: { ...read, [role]: seq },
      }
      if (role === 'agent')
        return next({
          ...said,
          lastAgent: by.id,
          unansweredSince: null,
          episode: running?.answeredAt === null ? answered(running, by, at) : episode,
        })
      return next({
        ...said,
        ...(state.status === 'resolved' && waiting),
        unansweredSince: state.unansweredSince ?? at,
        episode: running ?? begun((episode?.n ?? 0) + 1, seq, at, state.wish),
      })
    }
    case 'assigned': {
      const { agent } = event
      const assignments = state.assignments + 1
      return next({ status: 'assigned', agent, explained: undefined, assignments })
    }
    case 'stepped': {
      const { step } = event
      const breachedAt = step === 'breach' ? at : episode?.breachedAt
      return next({ episode: episode && { ...episode, step, breachedAt } })
    }
    case 'wished':
      return next({ wish: event.wish, episode: inRunning({ wish: event.wish }) })
    case 'chose':
      return next({ episode: episode && { ...episode, choice: event.choice } })
    case 'released':
      return next(waiting)
    case 'read': {
      const { role } = event.by
      return next({ read: { ...read, [role]: Math.max(read[role], event.upTo) } })
    }
    case 'resolved':
      return next({
        ...waiting,
        status: 'resolved',
        explained: undefined,
        unansweredSince: null,
        episode: inRunning({ resolvedAt: at }),
      })
    case 'merged':
      return next({ visitor: event.visitor })
    default:
      return next({})
  }
}

function answered(episode: Episode, { id, name }: AgentRef, answeredAt: number): Episode {
  return { ...episode, answeredAt, answeredBy: { id, name } }
}

function begun(n: number, startSeq: number, startedAt: number, wish: Wish): Episode {
  return {
    n,
    startedAt,
    startSeq,
    wish,
    holders: [],
    answeredAt: null,
    answeredBy: null,
    substantiveAt: null,
    step: null,
    breachedAt: null,
    choice: null,
    waits: [],
    resolvedAt: null,
  }
}

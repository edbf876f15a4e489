import {
  answer,
  ask,
  besides,
  type Episode,
  handTo,
  letGo,
  markAcked,
  markOpened,
  markTyped,
  reach,
  resolve,
  startEpisode,
} from './episode.ts'
import type { AgentRef, ConversationEvent, Recorded, Seq, Wish } from './events.ts'

/** The newest message, cut to one line of an inbox. */
export interface LastMessage {
  seq: Seq
  at: number
  role: 'visitor' | 'agent'
  text: string
}

interface Opened {
  site: string
  visitor: string
  openedAt: number
  /** Time of the newest event; the next one is never earlier. */
  lastAt: number
  /** Fencing number: how often this conversation has been assigned. */
  assignments: number
  /** Receipt of the first visitor message that no agent message has followed; null when all are answered. */
  unansweredSince: number | null
  /** How far each side has read. */
  read: { visitor: Seq; agent: Seq }
  last: LastMessage | null
  /** Id of the agent who wrote last, in this episode or an earlier one. */
  lastAgent: string | null
  wish: Wish
  episode: Episode | null
}

export type Waiting = Opened & {
  status: 'waiting'
  /** Whether the log already says why nobody could take it, since it began to wait. */
  explained: boolean
}
export type Assigned = Opened & { status: 'assigned'; agent: AgentRef }
export type Resolved = Opened & { status: 'resolved' }

/** A conversation that has begun. */
export type Conversation = Waiting | Assigned | Resolved
export type ConversationState = { status: 'new' } | Conversation

export const initial: ConversationState = { status: 'new' }

export const noWish: Wish = { department: null, language: null, agent: null, priority: 0 }

const PREVIEW_CHARS = 140

/** The one fold: server, widget and console derive state from the log with it. Total; it never refuses an event. */
export function evolve(state: ConversationState, recorded: Recorded): ConversationState {
  const { event, at } = recorded
  if (event.type === 'opened') return opened(event.site, event.visitor, at)
  if (state.status === 'new') return state
  const next = { ...state, lastAt: at }
  switch (event.type) {
    case 'message':
      return message(next, recorded, event)
    case 'routed':
      return next.status === 'waiting' ? { ...next, explained: event.to === null } : next
    case 'assigned': {
      const running = live(next.episode)
      return {
        ...rest(next),
        status: 'assigned',
        agent: event.agent,
        assignments: next.assignments + 1,
        episode: running ? handTo(running, event.agent, at, event.how === 'taken') : next.episode,
      }
    }
    case 'acked':
      return { ...next, episode: next.episode && markAcked(next.episode, event.agent.id, at) }
    case 'typed':
      return { ...next, episode: next.episode && markTyped(next.episode, event.agent.id, at) }
    case 'stepped':
      return { ...next, episode: next.episode && reach(next.episode, event, at) }
    case 'wished':
      return { ...next, wish: event.wish, episode: wished(next.episode, event.wish) }
    case 'chose':
      return { ...next, episode: next.episode && { ...next.episode, choice: event.choice } }
    case 'released': {
      const episode = next.episode && letGo(next.episode, at, event.why)
      return { ...rest(next), status: 'waiting', explained: false, episode }
    }
    case 'read':
      return read(next, event, at)
    case 'resolved': {
      const running = live(next.episode)
      return {
        ...rest(next),
        status: 'resolved',
        unansweredSince: null,
        episode: running ? resolve(running, at) : next.episode,
      }
    }
    default:
      return besides(next, event, at)
  }
}

function opened(site: string, visitor: string, at: number): Waiting {
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

function message(
  state: Conversation,
  recorded: Recorded,
  { by, text, substantive }: Extract<ConversationEvent, { type: 'message' }>,
): Conversation {
  const { seq, at } = recorded
  const last = { seq, at, role: by.role, text: text.slice(0, PREVIEW_CHARS) }
  const read = { ...state.read, [by.role]: seq }
  if (by.role === 'agent') {
    const running = live(state.episode)
    const episode = running
      ? answer(running, { id: by.id, name: by.name }, at, substantive === true)
      : state.episode
    return { ...state, last, read, lastAgent: by.id, unansweredSince: null, episode }
  }
  const running = live(state.episode)
  const episode = running ? ask(running, at) : startEpisode(state, recorded)
  const next = { ...state, last, read, unansweredSince: state.unansweredSince ?? at, episode }
  return next.status === 'resolved' ? { ...next, status: 'waiting', explained: false } : next
}

function read(
  state: Conversation,
  { by, upTo }: Extract<ConversationEvent, { type: 'read' }>,
  at: number,
): Conversation {
  const marks = { ...state.read, [by.role]: Math.max(state.read[by.role], upTo) }
  const opens = by.role === 'agent' && state.episode && upTo >= state.episode.startSeq
  const episode = opens && state.episode ? markOpened(state.episode, by.id, at) : state.episode
  return { ...state, read: marks, episode }
}

function wished(episode: Episode | null, wish: Wish): Episode | null {
  const running = live(episode)
  return running ? { ...running, wish } : episode
}

/** The episode that still runs, if any. */
export function live(episode: Episode | null): Episode | null {
  return episode && episode.resolvedAt === null ? episode : null
}

/** The part that every opened conversation has, whatever its status. */
function rest(state: Conversation): Opened {
  const { site, visitor, openedAt, lastAt, assignments, unansweredSince, read } = state
  const { last, lastAgent, wish, episode } = state
  return {
    site,
    visitor,
    openedAt,
    lastAt,
    assignments,
    unansweredSince,
    read,
    last,
    lastAgent,
    wish,
    episode,
  }
}

/** Whether the ladder has reached all hands: any available agent may answer first. */
export function isAllHands(state: Conversation): boolean {
  const episode = live(state.episode)
  if (!episode || episode.answeredAt !== null) return false
  return episode.step === 'all-hands' || episode.step === 'breach'
}

import type {
  Candidate,
  ConversationEvent,
  Kept,
  ReleaseCause,
  RouteCause,
  Unknown,
} from '../../protocol/events.ts'
import type { Step } from '../../protocol/ladder.ts'

/** An event that says who a conversation goes to, or that the ladder moved it. */
export type Decided = Extract<
  ConversationEvent,
  { type: 'routed' | 'assigned' | 'released' | 'stepped' }
>

/** One decision in an English sentence or two. */
export function decisionReason(event: Decided): string {
  switch (event.type) {
    case 'routed':
      return routed(event)
    case 'assigned':
      return event.how === 'taken'
        ? `${event.agent.name} took it.`
        : `It was offered to ${event.agent.name}.`
    case 'released':
      return `It was taken from ${event.agent.name}: ${releases[event.why]}.`
    case 'stepped':
      return stepped(event.step, event.kept)
  }
}

/** Why an agent was chosen or not, without the name: “is full (3 of 3 chats)”. */
export function candidateReason(candidate: Candidate): string {
  const { load, capacity, idleMs, verdict } = candidate
  const chats = `${load} of ${capacity} chats`
  switch (verdict) {
    case 'chosen':
      return `holds ${chats} and ${idleMs === null ? 'was given none yet' : `was given the last one ${span(idleMs)} ago`}`
    case 'lost-it':
      return 'lost it when their console was gone, and comes after the others'
    case 'lagging':
      return 'has a chat that waits for an answer longer than its target'
    case 'not-asked-for':
      return 'is not the one the page asked for'
    case 'less-known':
      return 'is not the one this visitor spoke with last'
    case 'busier':
      return `is busier (${chats})`
    case 'waited-less':
      return idleMs === null
        ? 'has waited no longer'
        : `has waited no longer (was given one ${span(idleMs)} ago)`
    case 'tried':
      return 'had it before in this episode'
    case 'full':
      return `is full (${chats})`
    case 'other-department':
      return 'is not in the department asked for'
    case 'other-language':
      return 'does not answer in the language asked for'
    case 'away':
      return 'is away'
    case 'offline':
      return 'is offline'
  }
}

const causes: Record<RouteCause, string> = {
  message: 'a message arrived',
  'agent-online': 'an agent came online',
  'slot-freed': 'a slot became free',
  disconnect: 'its agent was gone',
  'no-ack': 'an offer was not confirmed',
  'hand-on': 'it was handed on',
  restart: 'the relay looked again',
}

const releases: Record<ReleaseCause, string> = {
  disconnected: 'no console of theirs came back in time',
  'no-ack': 'no console of theirs confirmed in time that it shows the offer',
  'too-slow': 'there was no answer by the time to hand it on',
}

const article: Record<Unknown, string> = {
  department: 'a department',
  language: 'a language',
  agent: 'an agent',
}

function routed({ to, cause, candidates, unknown }: Extract<Decided, { type: 'routed' }>): string {
  const ignored = unknown?.length
    ? ` The page asked for ${unknown.map(part => article[part]).join(' and ')} that the shop does not have.`
    : ''
  const chosen = candidates.find(({ verdict }) => verdict === 'chosen')
  const others = candidates.filter(candidate => candidate !== chosen)
  const list = others.map(other => `${other.name} ${candidateReason(other)}`).join('; ')
  if (!to)
    return `When ${causes[cause]}, nobody could have it: ${list || 'there is no agent'}.${ignored}`
  const why = chosen ? `, who ${candidateReason(chosen)}` : ''
  const rest = list && ` ${list}.`
  return `When ${causes[cause]}, the choice was ${to.name}${why}.${rest}${ignored}`
}

function stepped(step: Step, kept: Kept | null): string {
  switch (step) {
    case 'nudge':
      return 'Nudge: whoever holds it was called by sound, title and notification.'
    case 'hand-on':
      if (kept === 'typing') return 'Hand-on: its holder is typing and keeps it.'
      if (kept === 'nobody-else')
        return 'Hand-on: its holder keeps it, since nobody else can have it.'
      return 'Hand-on: without an answer, it goes on to the next agent.'
    case 'all-hands':
      return 'All hands: every available agent may take it.'
    case 'breach':
      return 'Breach: the target passed without an answer.'
  }
}

function span(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}

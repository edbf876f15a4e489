import { live } from '../../protocol/conversation.ts'
import type { Row } from '../../protocol/down.ts'
import type { Episode } from '../../protocol/episode.ts'
import type { ConversationId } from '../../protocol/events.ts'

/** An episode that passed the target, as a lead is told of it. */
export interface Breach {
  /** One a conversation and episode. */
  id: string
  c: ConversationId
  visitor: string
  at: number
  /** Names of those who held it, in order, each once. */
  held: string[]
  answered: { by: string; afterMs: number } | null
}

/** The open breaches, newest first: those still unanswered, and answered ones until they are put aside or resolved. */
export function breachesOf(rows: Iterable<Row>): Breach[] {
  return [...rows]
    .flatMap(({ c, state }) => {
      const episode = live(state.episode)
      return episode ? (breachOf(c, state.visitor, episode) ?? []) : []
    })
    .sort((a, b) => b.at - a.at)
}

function breachOf(c: ConversationId, visitor: string, episode: Episode): Breach | null {
  const { n, breachedAt, holders, answeredAt, answeredBy, startedAt } = episode
  if (breachedAt === null) return null
  const until = holders.filter(({ assignedAt }) => assignedAt < breachedAt)
  const answered =
    answeredAt !== null && answeredBy
      ? { by: answeredBy.name, afterMs: answeredAt - startedAt }
      : null
  const held = [...new Set(until.map(({ agent }) => agent.name))]
  return { id: `${c}:${n}`, c, visitor, at: breachedAt, held, answered }
}

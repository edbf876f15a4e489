import type { Episode, Holder } from '../../protocol/episode.ts'
import type { Times } from '../../protocol/ladder.ts'
import type { Ledger, Phases } from '../../protocol/report.ts'
import type { EpisodeRow } from './ports.ts'

/**
 * The milliseconds of one episode, from its first visitor message to its first human reply; up to its resolution when
 * nobody replied, up to `now` while it waits. The phases add up to `waitedMs` exactly. `sites` is what the site has set
 * now, for an episode from before the log held what it ran by.
 */
export function ledger(row: EpisodeRow, now: number, sites: Times): Ledger {
  const { episode } = row
  const { startedAt, answeredAt, resolvedAt } = episode
  const { targetMs, ...ladder } = episode.due ?? sites
  const end = Math.max(startedAt, answeredAt ?? resolvedAt ?? now)
  const status = answeredAt !== null ? 'answered' : resolvedAt !== null ? 'abandoned' : 'waiting'
  return {
    conversation: row.c,
    site: row.site,
    visitor: row.visitor,
    n: episode.n,
    department: episode.wish.department,
    startedAt,
    resolvedAt,
    status,
    firstResponseMs: answeredAt === null ? null : end - startedAt,
    waitedMs: end - startedAt,
    targetMs,
    ladder,
    answeredBy: episode.answeredBy,
    substantiveMs: episode.substantiveAt === null ? null : episode.substantiveAt - startedAt,
    breachedAt: episode.breachedAt,
    phases: phases(episode, end),
    holders: episode.holders.map(holder => ({ ...holder, heldMs: held(holder, now) })),
    waits: episode.waits,
  }
}

/** How long an agent had the episode, answered or not. */
function held(holder: Holder, now: number): number {
  return Math.max(0, (holder.endedAt ?? now) - holder.assignedAt)
}

function phases(episode: Episode, end: number): Phases {
  const sum = { queuedMs: 0, offeredMs: 0, shownMs: 0, openedMs: 0, typingMs: 0 }
  let at = episode.startedAt
  const upTo = (time: number) => {
    const next = Math.min(Math.max(time, at), end)
    const ms = next - at
    at = next
    return ms
  }
  for (const holder of episode.holders) {
    sum.queuedMs += upTo(holder.assignedAt)
    const ended = holder.endedAt ?? end
    // What came later implies what came before it: who types has opened it, and so its console showed it.
    const typed = Math.min(holder.typedAt ?? ended, ended)
    const opened = Math.min(holder.openedAt ?? typed, typed)
    sum.offeredMs += upTo(Math.min(holder.ackedAt ?? opened, opened))
    sum.shownMs += upTo(opened)
    sum.openedMs += upTo(typed)
    sum.typingMs += upTo(ended)
  }
  sum.queuedMs += upTo(end)
  return sum
}

import { randomUUID } from 'node:crypto'
import { type Conversation, initial } from '../../protocol/conversation.ts'
import type { Row } from '../../protocol/down.ts'
import type { ConversationId, Recorded, Seq } from '../../protocol/events.ts'
import type {
  Append,
  AppendResult,
  Claim,
  Directory,
  EpisodeKey,
  EpisodeRow,
  Erasure,
  Store,
} from '../core/ports.ts'
import { createMemoryDirectory } from './memory/directory.ts'
import { createMemoryExposures } from './memory/exposures.ts'
import {
  anonymous,
  checkNumbers,
  HEADS_MAX,
  messageKey,
  NOBODY,
  opener,
  visitorHash,
  wordless,
} from './rules.ts'

export interface MemoryStore extends Store, Directory {
  /** Every log as it stands, for those who check it. */
  readonly log: ReadonlyMap<ConversationId, Recorded[]>
}

interface Kept {
  state: Conversation
  events: Recorded[]
  /** Sequence number by message key. */
  messages: Map<string, Seq>
  episodes: Map<number, EpisodeRow>
}

/** Logs and directory in this process's memory: everything a store promises, until the process ends. */
export function createMemoryStore(): MemoryStore {
  const epoch = randomUUID()
  const kept = new Map<ConversationId, Kept>()
  const log = new Map<ConversationId, Recorded[]>()
  /** Episodes whose conversation was erased. */
  const orphans: EpisodeRow[] = []
  const erasures: Erasure[] = []
  const isForgotten = (visitor: string) =>
    erasures.some(erasure => erasure.visitorHash === visitorHash(visitor))
  const exposed = createMemoryExposures()
  const { dropVisitor, isGone, ...directory } = createMemoryDirectory({
    isForgotten,
    hasConversations: visitor => [...kept.values()].some(({ state }) => state.visitor === visitor),
  })

  function refusal(entry: Append): AppendResult {
    const { c, expected, events, claim } = entry
    const visitor = opener(entry)
    if (visitor !== null && isGone(visitor)) return { ok: false, reason: 'forgotten' }
    for (const { event } of events) {
      const key = messageKey(event)
      const seq = key === null ? undefined : kept.get(c)?.messages.get(key)
      if (seq !== undefined) return { ok: false, reason: 'duplicate', seq }
    }
    if ((log.get(c)?.length ?? 0) !== expected) return { ok: false, reason: 'conflict' }
    if (claim && held(claim, c) >= claim.capacity) return { ok: false, reason: 'full' }
    return { ok: true }
  }

  function held({ agent, quietBefore }: Claim, except: ConversationId): number {
    let count = 0
    for (const [c, { state }] of kept) {
      const theirs = c !== except && state.status === 'assigned' && state.agent.id === agent
      if (theirs && (state.lastAt >= quietBefore || state.unansweredSince !== null)) count++
    }
    return count
  }

  function write({ c, events, next }: Append): void {
    const before = kept.get(c)
    const now: Kept = {
      state: next,
      events: before?.events ?? [],
      messages: before?.messages ?? new Map(),
      episodes: before?.episodes ?? new Map(),
    }
    for (const recorded of events) {
      const key = messageKey(recorded.event)
      if (key !== null) now.messages.set(key, recorded.seq)
      now.events.push(recorded)
    }
    if (next.episode) {
      const { site, visitor, episode } = next
      now.episodes.set(episode.n, { c, site, visitor, episode })
    }
    kept.set(c, now)
    log.set(c, now.events)
  }

  /** Most recently active first. */
  function rows(wanted: (state: Conversation) => boolean): Row[] {
    return [...kept]
      .filter(([, { state }]) => wanted(state))
      .map(([c, { state, events }]) => ({ c, head: events.length, state }))
      .sort((a, b) => newer(a, b) || (a.c > b.c ? -1 : 1))
  }

  const everyEpisode = () => [
    ...[...kept.values()].flatMap(({ episodes }) => [...episodes.values()]),
    ...orphans,
  ]

  function erase(c: ConversationId) {
    const as = anonymous()
    for (const row of kept.get(c)?.episodes.values() ?? [])
      orphans.push({ ...row, c: as, visitor: NOBODY, episode: wordless(row.episode) })
    kept.delete(c)
    log.delete(c)
  }

  const { prune: pruneExposures, ...exposures } = exposed

  return {
    ...directory,
    ...exposures,
    async prune(now) {
      await directory.prune(now)
      pruneExposures(now)
    },
    log,
    epoch: async () => epoch,
    load: async c => ({ head: log.get(c)?.length ?? 0, state: kept.get(c)?.state ?? initial }),
    async append(entry) {
      checkNumbers(entry)
      const result = refusal(entry)
      if (result.ok) write(entry)
      return result
    },
    read: async (c, since, limit) => (log.get(c) ?? []).slice(since, since + limit),
    async heads(site, visitor) {
      const theirs = rows(state => state.site === site && state.visitor === visitor)
      return Object.fromEntries(theirs.slice(0, HEADS_MAX).map(({ c, head }) => [c, head]))
    },
    open: async () => rows(({ status }) => status !== 'resolved'),
    resolved: async (before, limit) =>
      rows(({ status, lastAt }) => status === 'resolved' && lastAt < before).slice(0, limit),
    changed: async since =>
      rows(({ lastAt }) => lastAt >= since).map(({ c, head, state }) => ({
        c,
        visitor: state.visitor,
        head,
      })),
    ofVisitor: async (visitor, limit) => rows(state => state.visitor === visitor).slice(0, limit),
    answers: async (site, limit) =>
      everyEpisode()
        .filter(row => row.site === site && row.episode.answeredAt !== null)
        .sort(newerAnswer)
        .slice(0, limit),
    episodes: async ({ site, from, to, limit, after }) =>
      everyEpisode()
        .filter(row => site === null || row.site === site)
        .filter(({ episode }) => from <= episode.startedAt && episode.startedAt < to)
        .filter(row => !after || inOrder(after, keyOf(row)) < 0)
        .sort((a, b) => inOrder(keyOf(a), keyOf(b)))
        .slice(0, limit),
    async forget(visitor, site, at) {
      const theirs = rows(state => state.visitor === visitor).map(({ c }) => c)
      for (const c of theirs) erase(c)
      dropVisitor(visitor)
      if (!isForgotten(visitor))
        erasures.push({
          at,
          site,
          visitorHash: visitorHash(visitor),
          conversations: theirs.length,
        })
      return theirs
    },
    isForgotten: async visitor => isForgotten(visitor),
    erasures: async limit => [...erasures].sort((a, b) => b.at - a.at).slice(0, limit),
    async close() {},
  }
}

function newer(a: Row, b: Row): number {
  return b.state.lastAt - a.state.lastAt || b.state.openedAt - a.state.openedAt
}

function keyOf({ c, episode: { startedAt, n } }: EpisodeRow): EpisodeKey {
  return { startedAt, c, n }
}

function inOrder(a: EpisodeKey, b: EpisodeKey): number {
  return a.startedAt - b.startedAt || (a.c === b.c ? a.n - b.n : a.c < b.c ? -1 : 1)
}

function newerAnswer(a: EpisodeRow, b: EpisodeRow): number {
  const later = (b.episode.answeredAt ?? 0) - (a.episode.answeredAt ?? 0)
  return later || (a.c === b.c ? b.episode.n - a.episode.n : a.c > b.c ? -1 : 1)
}

import type { DatabaseSync } from 'node:sqlite'
import { type Conversation, initial } from '../../../protocol/conversation.ts'
import type { ConversationEvent } from '../../../protocol/events.ts'
import type { Append, AppendResult, Store } from '../../core/ports.ts'
import { checkNumbers, messageKey, opener } from '../rules.ts'
import type { GroupCommit } from './commit.ts'

/** The hot path: append, load and read by statements prepared once. */
export function createLog(
  db: DatabaseSync,
  { write }: GroupCommit,
  /** Nobody begins a conversation with these. */
  forgotten: (visitor: string) => boolean = () => false,
): Pick<Store, 'append' | 'load' | 'read'> {
  const findMessage = db.prepare('select seq from event where conversation = ? and message_key = ?')
  const findHead = db.prepare('select head from conversation where id = ?')
  const countHeld = db.prepare(
    `select count(*) as held from conversation where agent = ? and status = 'assigned' and id <> ?
       and (last_at >= ? or unanswered_since is not null)`,
  )
  const putConversation = db.prepare(
    `insert into conversation (id, site, visitor, status, agent, head, last_at, opened_at,
       unanswered_since, state)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (id) do update set site = excluded.site, visitor = excluded.visitor,
       status = excluded.status, agent = excluded.agent, head = excluded.head,
       last_at = excluded.last_at, opened_at = excluded.opened_at,
       unanswered_since = excluded.unanswered_since, state = excluded.state`,
  )
  const addEvent = db.prepare(
    'insert into event (conversation, seq, at, message_key, body) values (?, ?, ?, ?, ?)',
  )
  const putEpisode = db.prepare(
    `insert into episode (conversation, n, site, visitor, started_at, answered_at, body)
     values (?, ?, ?, ?, ?, ?, ?) on conflict (conversation, n) do update
       set visitor = excluded.visitor, answered_at = excluded.answered_at, body = excluded.body
       where body <> excluded.body or visitor <> excluded.visitor`,
  )
  const loadState = db.prepare('select head, state from conversation where id = ?')
  const readEvents = db.prepare(
    'select seq, at, body from event where conversation = ? and seq > ? order by seq limit ?',
  )

  function refusal(entry: Append): AppendResult {
    const { c, expected, events, claim } = entry
    const visitor = opener(entry)
    if (visitor !== null && forgotten(visitor)) return { ok: false, reason: 'forgotten' }
    for (const { event } of events) {
      const key = messageKey(event)
      const found = key === null ? undefined : findMessage.get(c, key)
      if (found) return { ok: false, reason: 'duplicate', seq: Number(found.seq) }
    }
    const head = Number(findHead.get(c)?.head ?? 0)
    if (head !== expected) return { ok: false, reason: 'conflict' }
    const held = claim ? Number(countHeld.get(claim.agent, c, claim.quietBefore)?.held) : 0
    if (claim && held >= claim.capacity) return { ok: false, reason: 'full' }
    return { ok: true }
  }

  function record({ c, expected, events, next }: Append): void {
    const { site, visitor, status, lastAt, openedAt, unansweredSince, episode } = next
    const agent = next.status === 'assigned' ? next.agent.id : null
    const head = expected + events.length
    const state = JSON.stringify(next)
    const times = [lastAt, openedAt, unansweredSince] as const
    putConversation.run(c, site, visitor, status, agent, head, ...times, state)
    for (const { seq, at, event } of events)
      addEvent.run(c, seq, at, messageKey(event), JSON.stringify(event))
    if (episode) {
      const { n, startedAt, answeredAt } = episode
      putEpisode.run(c, n, site, visitor, startedAt, answeredAt, JSON.stringify(episode))
    }
  }

  return {
    async append(entry) {
      checkNumbers(entry)
      return write(() => {
        const result = refusal(entry)
        if (result.ok) record(entry)
        return result
      })
    },
    async load(c) {
      const row = loadState.get(c)
      if (!row) return { head: 0, state: initial }
      return { head: Number(row.head), state: JSON.parse(String(row.state)) as Conversation }
    },
    async read(c, since, limit) {
      return readEvents.all(c, since, limit).map(({ seq, at, body }) => ({
        seq: Number(seq),
        at: Number(at),
        event: JSON.parse(String(body)) as ConversationEvent,
      }))
    },
  }
}

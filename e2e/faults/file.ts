import { DatabaseSync } from 'node:sqlite'
import type { ConversationState } from '../../protocol/conversation.ts'
import type { ConversationId, Recorded } from '../../protocol/events.ts'
import type { Kept } from '../sim/invariants.ts'

/** Everything the relay's data file holds of conversations, read past the relay's own code. */
export function readFile(folder: string): Kept {
  const db = new DatabaseSync(`${folder}/sapa.db`, { readOnly: true, timeout: 5000 })
  try {
    db.exec('begin')
    const logs = new Map<ConversationId, Recorded[]>()
    const states = new Map<ConversationId, ConversationState>()
    for (const { id, state } of db.prepare('select id, state from conversation').all()) {
      states.set(String(id), JSON.parse(String(state)))
      logs.set(String(id), [])
    }
    const events = 'select conversation, seq, at, body from event order by conversation, seq'
    for (const { conversation, seq, at, body } of db.prepare(events).all()) {
      const event = JSON.parse(String(body))
      const log = logs.get(String(conversation))
      if (!log) throw new Error(`${conversation} has events and no state`)
      log.push({ seq: Number(seq), at: Number(at), event })
    }
    const episodes = db
      .prepare('select conversation, site, visitor, body from episode order by conversation, n')
      .all()
      .map(({ conversation, site, visitor, body }) => ({
        c: String(conversation),
        site: String(site),
        visitor: String(visitor),
        episode: JSON.parse(String(body)),
      }))
    return { logs, states, episodes }
  } finally {
    db.close()
  }
}

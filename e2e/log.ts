import { once } from 'node:events'
import WebSocket from 'ws'
import type { AgentDown, Row } from '../protocol/down.ts'
import type { ConversationId, Recorded } from '../protocol/events.ts'
import type { AgentUp } from '../protocol/up.ts'
import { VERSION } from '../protocol/version.ts'
import type { Person } from './people.ts'

/** The relay's truth, read over a socket of its own. */
export interface LogReader {
  /** Every open conversation, newest activity first. */
  rows(): Row[]
  /** The whole log of a conversation, from its first event to its head. */
  read(c: ConversationId): Promise<Recorded[]>
  close(): void
}

/**
 * Opens a reader. To the relay it is one more console of this person, who is online as long as it lives: take
 * somebody who has a console open already where that would change who gets a chat.
 */
export async function openLog(person: Person): Promise<LogReader> {
  const socket = new WebSocket(`${person.url.replace('http', 'ws')}/agent`, {
    origin: person.url,
    headers: { cookie: person.cookie },
  })
  const heard = new Set<(frame: AgentDown) => void>()
  const send = (frame: AgentUp) => socket.send(JSON.stringify(frame))
  const next = <T extends AgentDown>(wanted: (frame: AgentDown) => frame is T) =>
    new Promise<T>(found => {
      const look = (frame: AgentDown) => {
        if (!wanted(frame)) return
        heard.delete(look)
        found(frame)
      }
      heard.add(look)
    })
  socket.on('message', data => {
    for (const look of heard) look(JSON.parse(String(data)) as AgentDown)
  })
  await once(socket, 'open')
  const greeted = next(frame => frame.t === 'welcome')
  send({ t: 'hello', v: VERSION, epoch: null, since: {} })
  const { rows } = await greeted

  return {
    rows: () => rows.toSorted((a, b) => b.state.lastAt - a.state.lastAt),
    async read(c) {
      const log: Recorded[] = []
      for (;;) {
        const page = next(
          (frame): frame is Extract<AgentDown, { t: 'events' }> =>
            frame.t === 'events' && frame.c === c && frame.events[0]?.seq === log.length + 1,
        )
        send({ t: 'sync', c, since: log.length })
        const { head, events } = await page
        log.push(...events)
        if (log.length >= head) return log
      }
    },
    close: () => socket.close(),
  }
}

/** The texts of a log's messages, in order. */
export function textsOf(log: readonly Recorded[]): string[] {
  return log.flatMap(({ event }) => (event.type === 'message' ? [event.text] : []))
}

/** The texts of the newest conversation, in order. */
export async function newestTexts(person: Person): Promise<string[]> {
  const log = await openLog(person)
  const texts = textsOf(await log.read(log.rows()[0]?.c ?? ''))
  log.close()
  return texts
}

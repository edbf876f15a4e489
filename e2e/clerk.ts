import { once } from 'node:events'
import WebSocket from 'ws'
import type { Card } from '../protocol/card.ts'
import type { AgentDown } from '../protocol/down.ts'
import type { ConversationId } from '../protocol/events.ts'
import type { AgentUp } from '../protocol/up.ts'
import { VERSION } from '../protocol/version.ts'
import type { Person } from './people.ts'

/** An agent without a screen, who answers whoever wrote last. */
export interface Clerk {
  /** Resolves when the relay has it in the log. */
  answer(text: string, card?: Card): Promise<void>
  typing(on: boolean): void
  /** What the visitor wrote was seen. */
  read(): void
  resolve(): Promise<void>
  available(on: boolean): Promise<void>
  leave(): void
}

/** Sits down on a socket of its own, online, and confirms every offer. */
export async function clerkFor(person: Person): Promise<Clerk> {
  const socket = new WebSocket(`${person.url.replace('http', 'ws')}/agent`, {
    origin: person.url,
    headers: { cookie: person.cookie },
  })
  const assignments = new Map<ConversationId, number>()
  const waiting = new Map<string, { resolve(): void; reject(why: Error): void }>()
  let c: ConversationId = ''
  let head = 0
  let ids = 0
  const send = (frame: AgentUp) => socket.send(JSON.stringify(frame))

  /** Sends what the relay answers with `accepted`, or with the message itself. */
  function command(make: (id: string) => AgentUp): Promise<void> {
    const id = `clerk-${Date.now()}-${++ids}`
    const answered = new Promise<void>((resolve, reject) => waiting.set(id, { resolve, reject }))
    send(make(id))
    return answered
  }
  function hear(frame: AgentDown): void {
    switch (frame.t) {
      case 'accepted':
        waiting.get(frame.id)?.resolve()
        return
      case 'rejected':
        waiting.get(frame.id)?.reject(new Error(`The relay said ${frame.why}`))
        return
      case 'events':
        for (const { seq, event } of frame.events) {
          if (event.type === 'message') {
            waiting.get(event.id)?.resolve()
            if (event.by.role === 'visitor') c = frame.c
          }
          if (event.type === 'assigned') {
            const assignment = (assignments.get(frame.c) ?? 0) + 1
            assignments.set(frame.c, assignment)
            send({ t: 'ack', c: frame.c, assignment })
          }
          if (frame.c === c) head = seq
        }
        return
      case 'welcome':
        waiting.get('welcome')?.resolve()
        return
      default:
        return
    }
  }
  const welcomed = new Promise<void>((resolve, reject) =>
    waiting.set('welcome', { resolve, reject }),
  )
  socket.on('message', data => hear(JSON.parse(String(data)) as AgentDown))
  await once(socket, 'open')
  send({ t: 'hello', v: VERSION, epoch: null, since: {} })
  await welcomed
  const available = (on: boolean) => command(id => ({ t: 'available', id, on, why: 'chosen' }))
  await available(true)

  return {
    answer: (text, card) =>
      command(id => ({ t: 'send', c, id, text, ...(card !== undefined && { card }) })),
    typing: on => send({ t: 'typing', c, on }),
    read: () => send({ t: 'read', c, upTo: head }),
    resolve: () => command(id => ({ t: 'resolve', id, c })),
    available,
    leave: () => socket.close(),
  }
}

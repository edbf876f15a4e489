import { isAllHands } from '../protocol/conversation.ts'
import type { AgentRef, ConversationId } from '../protocol/events.ts'
import type { Commit } from '../server/core/engine.ts'
import type { Clock } from '../server/core/ports.ts'
import type { Arrival } from './arrivals.ts'
import type { Calendar } from './calendar.ts'
import { drawLognormal, keyed, type Lognormal } from './draws.ts'
import type { Floor } from './floor.ts'

/** How agents work. */
export interface Manner {
  capacity: number
  /** From the offer on the screen to the reply, of an agent who holds nothing else. */
  answer: Lognormal
  /** What each further chat held adds to it, as a share. */
  slower: number
  /** Writing is half of it, at most this long. */
  writingMs: number
  /** A console's confirmation, there and back. */
  roundTripMs: number
  /** From being at the desk again until the click that ends `away`. */
  backMs: number
}

/** The people at the consoles, and the consoles themselves. */
export interface Agents {
  /** What their consoles learn of a commit. */
  heard(commit: Commit): void
  /** An agent was set away; back with one click once at the desk. */
  wasSetAway(agent: string): void
}

interface Person {
  ref: AgentRef
  number: number
  calendar: Calendar
  /** Answered chats, each with the reading of `worked` at which it is done. */
  chats: { c: ConversationId; done: number }[]
  /** Work done for each chat so far: at full speed up to capacity, shared among more. */
  worked: number
  workedAt: number
  cancelDone: () => void
  /** The chat of all hands this agent is about to answer. */
  alarm: ConversationId | null
}

const REPEAT_MS = 3000

export function createAgents(env: {
  clock: Clock
  floor: Floor
  seed: number
  refs: readonly AgentRef[]
  calendars: readonly Calendar[]
  arrivals: ReadonlyMap<ConversationId, Arrival>
  manner: Manner
  typing: (c: ConversationId) => void
  /** Whether the agent is told of all hands. */
  available: (agent: string) => boolean
  back: (agent: string) => void
}): Agents {
  const { clock, floor, seed, refs, arrivals, manner } = env
  const people = new Map<string, Person>()
  const draws = new Map<string, number>()
  const alarms = new Set<ConversationId>()
  for (const [number, ref] of refs.entries()) {
    const calendar = env.calendars[number]
    if (!calendar) continue
    const person: Person = {
      ref,
      number,
      calendar,
      chats: [],
      worked: 0,
      workedAt: 0,
      cancelDone() {},
      alarm: null,
    }
    people.set(ref.id, person)
    for (const { to } of calendar.gaps) clock.after(to - clock.now(), () => lookUp(person))
  }

  /** The same agent's first look at the same visitor takes as long under every policy. */
  function delay({ number, ref }: Person, c: ConversationId, others: number): number {
    const key = `${c} ${ref.id}`
    const turn = draws.get(key) ?? 0
    draws.set(key, turn + 1)
    const alone = drawLognormal(
      keyed(seed, 21, arrivals.get(c)?.i ?? 0, number, turn),
      manner.answer,
    )
    return alone * (1 + manner.slower * others)
  }
  function at(person: Person, ms: number, fn: () => void) {
    const now = clock.now()
    clock.after(person.calendar.after(now, ms) - now, fn)
  }
  function reply({ ref }: Person, c: ConversationId) {
    const by = { role: 'agent', ...ref } as const
    floor.tell(c, { type: 'send', site: null, by, id: `${c} ${ref.id}`, text: REPLY })
  }

  function offered(person: Person, c: ConversationId, assignment: number) {
    const { ref, calendar } = person
    const holds = () => {
      const state = floor.engine.open().get(c)?.state
      const theirs = state?.status === 'assigned' && state.agent.id === ref.id
      return theirs && state.assignments === assignment && state.unansweredSince !== null
    }
    const gap = calendar.gap(clock.now())
    const shownMs = gap && gap.why !== 'away' ? gap.to - clock.now() : 0
    clock.after(shownMs + manner.roundTripMs, () =>
      floor.tell(c, { type: 'ack', agent: ref, assignment }),
    )
    const total = delay(person, c, floor.loadOf(ref.id) - 1)
    const writing = Math.min(total / 2, manner.writingMs)
    at(person, (total - writing) / 2, () => {
      const head = floor.engine.open().get(c)?.head
      const by = { role: 'agent', ...ref } as const
      if (head !== undefined && holds()) floor.tell(c, { type: 'read', by, upTo: head })
    })
    at(person, total - writing, () => {
      if (holds()) floor.tell(c, { type: 'type', agent: ref })
      const write = () => {
        if (!holds() || calendar.gap(clock.now())) return
        env.typing(c)
        clock.after(REPEAT_MS, write)
      }
      write()
    })
    at(person, total, () => {
      if (holds()) reply(person, c)
    })
  }

  /** Everybody at the desk who hears the alarm goes for its oldest chat, one at a time; the first reply wins. */
  function lookUp(person: Person) {
    const { ref, calendar } = person
    if (person.alarm !== null || calendar.gap(clock.now()) || !env.available(ref.id)) return
    const held = floor.loadOf(ref.id)
    if (held >= 2 * manner.capacity) return
    for (const c of alarms) {
      const state = floor.engine.open().get(c)?.state
      if (!state || (state.status === 'assigned' && state.agent.id === ref.id)) continue
      person.alarm = c
      at(person, delay(person, c, held), () => {
        if (person.alarm !== c) return
        const now = floor.engine.open().get(c)?.state
        person.alarm = null
        if (now && isAllHands(now)) reply(person, c)
      })
      return
    }
  }
  function alarmOver(c: ConversationId) {
    if (!alarms.delete(c)) return
    for (const person of people.values()) {
      if (person.alarm === c) person.alarm = null
      lookUp(person)
    }
  }

  /** Brings `worked` up to now; beyond capacity an agent's time is shared among all chats. */
  function work(person: Person) {
    const ms = person.calendar.presentMs(person.workedAt, clock.now())
    person.worked += ms * speed(person)
    person.workedAt = clock.now()
  }
  const speed = ({ chats }: Person) => Math.min(1, manner.capacity / Math.max(1, chats.length))
  function plan(person: Person) {
    person.cancelDone()
    const next = person.chats.toSorted((a, b) => a.done - b.done)[0]
    if (!next) return
    const ms = Math.max(0, next.done - person.worked) / speed(person)
    const now = clock.now()
    person.cancelDone = clock.after(person.calendar.after(now, ms) - now, () => {
      work(person)
      person.chats = person.chats.filter(chat => chat !== next)
      floor.tell(next.c, { type: 'resolve', agent: person.ref })
      plan(person)
    })
  }
  function serve(person: Person, c: ConversationId) {
    work(person)
    person.chats.push({ c, done: person.worked + (arrivals.get(c)?.handleMs ?? 0) })
    plan(person)
  }

  return {
    heard({ c, events, state }) {
      for (const { event } of events) {
        if (event.type === 'assigned' && event.how === 'routed') {
          const person = people.get(event.agent.id)
          if (person) offered(person, c, state.assignments)
        } else if (event.type === 'message' && event.by.role === 'agent') {
          const person = people.get(event.by.id)
          if (person) serve(person, c)
          alarmOver(c)
        } else if (event.type === 'stepped' && event.step === 'all-hands') {
          alarms.add(c)
          for (const person of people.values()) lookUp(person)
        }
      }
    },
    wasSetAway(agent) {
      const person = people.get(agent)
      if (!person) return
      at(person, manner.backMs, () => {
        env.back(agent)
        lookUp(person)
      })
    },
  }
}

const REPLY = 'Yes, we have it in your size.'

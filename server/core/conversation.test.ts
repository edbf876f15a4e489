import { describe, expect, it } from 'vitest'
import { type ConversationState, evolve, initial } from '../../protocol/conversation.ts'
import type { Author, ConversationEvent } from '../../protocol/events.ts'
import { limits } from '../../protocol/limits.ts'
import { type Command, decide } from './conversation.ts'

const ayu = { id: 'ayu', name: 'Ayu' }
const budi = { id: 'budi', name: 'Budi' }
const vera: Author = { role: 'visitor', id: 'vera' }
const by = (agent: typeof ayu): Author => ({ role: 'agent', ...agent })

const send = (author: Author, text = 'hello', id = 'm1'): Command => ({
  type: 'send',
  site: author.role === 'visitor' ? 's' : null,
  by: author,
  id,
  text,
})
const message = (author: Author, text = 'hello', id = 'm1'): ConversationEvent => ({
  type: 'message',
  id,
  by: author,
  text,
})
const opened: ConversationEvent = { type: 'opened', site: 's', visitor: 'vera' }
const assignedTo = (agent: typeof ayu): ConversationEvent => ({
  type: 'assigned',
  agent,
  how: 'routed',
})
const resolved: ConversationEvent = { type: 'resolved', by: ayu }

interface Given {
  state: ConversationState
  head: number
}
function given(...events: ConversationEvent[]): Given {
  const state = events.reduce<ConversationState>(
    (before, event, i) => evolve(before, { seq: i + 1, at: 1000 + i, event }),
    initial,
  )
  return { state, head: events.length }
}
const when = ({ state, head }: Given, command: Command) => decide(state, head, command)

const fresh = given()
const waiting = given(opened, message(vera))
const ayus = given(opened, message(vera), assignedTo(ayu))
const done = given(opened, message(vera), assignedTo(ayu), resolved)
const every = { fresh, waiting, ayus, done }

const route: Pick<Extract<Command, { type: 'explain' }>, 'cause' | 'candidates'> = {
  cause: 'message',
  candidates: [],
}
const commands: Record<string, Command> = {
  'a visitor sends': send(vera),
  'another visitor sends': send({ role: 'visitor', id: 'other' }),
  'a visitor of another site sends': { ...send(vera), site: 't' } as Command,
  'ayu sends': send(by(ayu)),
  'budi sends': send(by(budi)),
  'the visitor reads': { type: 'read', by: vera, upTo: 99 },
  'another visitor reads': { type: 'read', by: { role: 'visitor', id: 'other' }, upTo: 99 },
  'ayu reads': { type: 'read', by: by(ayu), upTo: 99 },
  'budi reads': { type: 'read', by: by(budi), upTo: 99 },
  'ayu takes': { type: 'take', agent: ayu },
  'budi takes': { type: 'take', agent: budi },
  'ayu resolves': { type: 'resolve', agent: ayu },
  'budi resolves': { type: 'resolve', agent: budi },
  'the router assigns': { type: 'assign', agent: budi, ...route },
  'the router explains': { type: 'explain', ...route },
  'ayu is gone': { type: 'release', agent: ayu, assignment: 1 },
}

/** What follows, in words: events by type with the claim, or the refusal. */
function told(from: Given, command: Command): string {
  const decision = when(from, command)
  if (!decision.ok) return `no: ${decision.why}`
  const types = decision.events.map(({ type }) => type).join('+') || 'nothing'
  return decision.claims ? `${types} for ${decision.claims}` : types
}

describe('decide', () => {
  it.each<[string, string, string, string, string]>([
    ['a visitor sends', 'opened+message', 'message', 'message', 'message'],
    ['another visitor sends', 'opened+message', 'no: forbidden', 'no: forbidden', 'no: forbidden'],
    [
      'a visitor of another site sends',
      'opened+message',
      'no: forbidden',
      'no: forbidden',
      'no: forbidden',
    ],
    [
      'ayu sends',
      'no: unknown-conversation',
      'assigned+message for ayu',
      'message',
      'no: resolved',
    ],
    [
      'budi sends',
      'no: unknown-conversation',
      'assigned+message for budi',
      'no: held',
      'no: resolved',
    ],
    ['the visitor reads', 'no: unknown-conversation', 'nothing', 'nothing', 'nothing'],
    [
      'another visitor reads',
      'no: unknown-conversation',
      'no: forbidden',
      'no: forbidden',
      'no: forbidden',
    ],
    ['ayu reads', 'no: unknown-conversation', 'nothing', 'read', 'nothing'],
    ['budi reads', 'no: unknown-conversation', 'nothing', 'nothing', 'nothing'],
    [
      'ayu takes',
      'no: unknown-conversation',
      'assigned for ayu',
      'no: already-yours',
      'assigned for ayu',
    ],
    [
      'budi takes',
      'no: unknown-conversation',
      'assigned for budi',
      'no: held',
      'assigned for budi',
    ],
    ['ayu resolves', 'no: unknown-conversation', 'resolved', 'resolved', 'no: resolved'],
    ['budi resolves', 'no: unknown-conversation', 'resolved', 'no: held', 'no: resolved'],
    [
      'the router assigns',
      'no: unknown-conversation',
      'routed+assigned for budi',
      'no: held',
      'no: held',
    ],
    ['the router explains', 'no: unknown-conversation', 'routed', 'nothing', 'nothing'],
    ['ayu is gone', 'no: unknown-conversation', 'nothing', 'released', 'nothing'],
  ])(
    'when %s: new → %s, waiting → %s, assigned to ayu → %s, resolved → %s',
    (name, ...expected) => {
      const command = commands[name]
      if (!command) throw new Error(name)
      expect(Object.values(every).map(from => told(from, command))).toEqual(expected)
    },
  )

  it('is asked about every command above', () => {
    expect(Object.keys(commands)).toHaveLength(16)
  })

  it('a visitor without a site opens nothing', () => {
    expect(when(fresh, { ...send(vera), site: null } as Command)).toEqual({
      ok: false,
      why: 'forbidden',
    })
  })

  it.each([vera, by(ayu)])('takes text of exactly the limit and refuses one more (%o)', author => {
    expect(told(ayus, send(author, 'x'.repeat(limits.textChars)))).toBe('message')
    expect(told(ayus, send(author, 'x'.repeat(limits.textChars + 1)))).toBe('no: too-long')
    expect(told(ayus, send(author, ''))).toBe('no: empty')
    expect(told(ayus, send(author, ' \n\t '))).toBe('no: empty')
  })

  it('an agent who answers a waiting chat takes it with the same events', () => {
    expect(when(waiting, send(by(budi), 'yes', 'r1'))).toEqual({
      ok: true,
      events: [
        { type: 'assigned', agent: budi, how: 'taken' },
        { type: 'message', id: 'r1', by: by(budi), text: 'yes', substantive: true },
      ],
      claims: 'budi',
    })
  })

  it('[R9] an assignment tells who else was looked at', () => {
    const candidates = [{ ...budi, load: 0, capacity: 3, idleMs: null, verdict: 'chosen' as const }]
    const command: Command = { type: 'assign', agent: budi, cause: 'message', candidates }
    expect(when(waiting, command)).toMatchObject({
      events: [{ type: 'routed', to: budi, cause: 'message', candidates }, { type: 'assigned' }],
    })
  })

  it('says once for each wait why nobody could take it', () => {
    const explain: Command = { type: 'explain', ...route }
    const nobody: ConversationEvent = { type: 'routed', to: null, ...route }
    expect(told(given(opened, message(vera), nobody), explain)).toBe('nothing')
  })
})

describe('a release', () => {
  const release = (assignment: number): Command => ({ type: 'release', agent: ayu, assignment })

  it('[P7] with a fencing number that is not the newest does nothing', () => {
    const released: ConversationEvent = { type: 'released', agent: ayu, why: 'disconnected' }
    const twice = given(opened, message(vera), assignedTo(ayu), released, assignedTo(ayu))
    expect(told(twice, release(1))).toBe('nothing')
    expect(told(twice, release(2))).toBe('released')
    expect(told(twice, release(3))).toBe('nothing')
  })

  it('[R4] leaves a chat alone whose visitor has an answer', () => {
    const answered = given(opened, message(vera), assignedTo(ayu), message(by(ayu), 'yes', 'r'))
    expect(told(answered, release(1))).toBe('nothing')
  })

  it('takes nothing from another holder', () => {
    expect(told(given(opened, message(vera), assignedTo(budi)), release(1))).toBe('nothing')
  })
})

describe('a read mark', () => {
  const reads = (upTo: number, author = by(ayu)): Command => ({ type: 'read', by: author, upTo })

  it('never reaches past the log', () => {
    expect(when(ayus, reads(99))).toMatchObject({ events: [{ type: 'read', upTo: 3 }] })
  })

  it('is written once: the same mark again says nothing', () => {
    const read: ConversationEvent = { type: 'read', by: by(ayu), upTo: 3 }
    expect(told(given(opened, message(vera), assignedTo(ayu), read), reads(3))).toBe('nothing')
  })

  it('is the first look of a new holder though the last one had read it', () => {
    const before = given(
      opened,
      message(vera),
      assignedTo(ayu),
      { type: 'read', by: by(ayu), upTo: 3 },
      { type: 'released', agent: ayu, why: 'disconnected' },
      assignedTo(budi),
    )
    expect(told(before, reads(6, by(budi)))).toBe('read')
  })

  it('that does not reach the episode is not its first look, however often it comes', () => {
    const again = given(
      opened,
      message(vera),
      assignedTo(ayu),
      message(by(ayu), 'yes', 'r'),
      resolved,
      message(vera, 'again', 'm2'),
      assignedTo(ayu),
    )
    expect(told(again, reads(4))).toBe('nothing')
    expect(told(again, reads(6))).toBe('read')
  })

  it('of the visitor says that an answer was seen', () => {
    const answered = given(opened, message(vera), assignedTo(ayu), message(by(ayu), 'yes', 'r'))
    expect(told(answered, reads(4, vera))).toBe('read')
    expect(told(answered, reads(2, vera))).toBe('nothing')
  })
})

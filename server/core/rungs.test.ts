import { describe, expect, it } from 'vitest'
import { type ConversationState, evolve, initial, noWish } from '../../protocol/conversation.ts'
import type { Author, ConversationEvent } from '../../protocol/events.ts'
import { type Step, timesAt } from '../../protocol/ladder.ts'
import { type Command, decide } from './conversation.ts'

const ayu = { id: 'ayu', name: 'Ayu' }
const budi = { id: 'budi', name: 'Budi' }
const vera: Author = { role: 'visitor', id: 'vera' }
const by = (agent: typeof ayu): Author => ({ role: 'agent', ...agent })
const opened: ConversationEvent = { type: 'opened', site: 's', visitor: 'vera' }
const says = (author: Author, id = 'm1'): ConversationEvent => ({
  type: 'message',
  id,
  by: author,
  text: id,
})
const offer = (agent = ayu): ConversationEvent => ({ type: 'assigned', agent, how: 'routed' })
const acked: ConversationEvent = { type: 'acked', agent: ayu }
const stepped = (step: Step): ConversationEvent => ({ type: 'stepped', step, kept: null })
const resolved: ConversationEvent = { type: 'resolved', by: ayu }
const answered = says(by(ayu), 'r1')

/** What follows from `command` after these events, in words. */
function told(events: ConversationEvent[], command: Command): string {
  const log = [opened, says(vera), ...events]
  const state = log.reduce<ConversationState>(
    (before, event, i) => evolve(before, { seq: i + 1, at: 1000 + i, event }),
    initial,
  )
  const decision = decide(state, log.length, command)
  if (!decision.ok) return `no: ${decision.why}`
  const types = decision.events.map(event => {
    if (event.type === 'released') return `released ${event.why}`
    return event.type === 'stepped' && event.kept ? `stepped kept ${event.kept}` : event.type
  })
  return (types.join('+') || 'nothing') + (decision.claims ? ` for ${decision.claims}` : '')
}

describe('[R3] what an episode runs by', () => {
  const due = timesAt(undefined)
  const write = (by: Author): Command => ({
    type: 'send',
    site: 's',
    by,
    id: 'm2',
    text: 'm2',
    due,
  })
  const dueAfter =
    (...events: ConversationEvent[]) =>
    (author: Author) => {
      const state = events.reduce<ConversationState>(
        (before, event, i) => evolve(before, { seq: i + 1, at: 1000 + i, event }),
        initial,
      )
      const decision = decide(state, events.length, write(author))
      const made = decision.ok ? decision.events : []
      const next = made.reduce<ConversationState>(
        (before, event, i) => evolve(before, { seq: events.length + 1 + i, at: 2000, event }),
        state,
      )
      const episode = next.status === 'new' ? null : next.episode
      return { said: made.map(event => (event.type === 'message' ? event.due : null)), episode }
    }

  it('stands beside the visitor’s message that begins it, and in the episode', () => {
    const first = dueAfter()(vera)
    expect(first).toMatchObject({ said: [null, due], episode: { n: 1, due } })
    const again = dueAfter(opened, says(vera), offer(), answered, resolved)(vera)
    expect(again).toMatchObject({ said: [due], episode: { n: 2, due } })
  })

  it('is not said again by what comes after', () => {
    const running = dueAfter(opened, says(vera), offer())
    for (const author of [vera, by(ayu)]) {
      const { said, episode } = running(author)
      expect(said).toEqual([undefined])
      expect(episode).not.toHaveProperty('due')
    }
  })
})

describe('[R2] an ack', () => {
  const ack = (agent: typeof ayu, assignment: number): Command => ({
    type: 'ack',
    agent,
    assignment,
  })

  it('confirms the newest offer, once, from its agent only', () => {
    expect(told([offer()], ack(ayu, 1))).toBe('acked')
    expect(told([offer(), acked], ack(ayu, 1))).toBe('nothing')
    expect(told([offer()], ack(budi, 1))).toBe('nothing')
    expect(told([offer(), offer(budi)], ack(ayu, 1))).toBe('nothing')
    expect(told([offer(), offer(budi)], ack(budi, 1))).toBe('nothing')
    expect(told([offer(), resolved], ack(ayu, 1))).toBe('nothing')
  })
})

describe('[R2] the end of an offer', () => {
  const expire = (assignment: number): Command => ({ type: 'expire', assignment })

  it('lets the agent go who confirmed nothing, and nobody else', () => {
    expect(told([offer()], expire(1))).toBe('released no-ack')
    expect(told([offer(), acked], expire(1))).toBe('nothing')
    expect(told([offer()], expire(2))).toBe('nothing')
    expect(told([offer(), offer(budi)], expire(1))).toBe('nothing')
    expect(told([offer(), answered], expire(1))).toBe('nothing')
    expect(told([offer(), { type: 'typed', agent: ayu }], expire(1))).toBe('nothing')
    expect(told([], expire(0))).toBe('nothing')
  })
})

describe('[R10] the first key', () => {
  const type = (agent = ayu): Command => ({ type: 'type', agent })

  it('is noted once, of the holder, until the answer', () => {
    expect(told([offer()], type())).toBe('typed')
    expect(told([offer(), { type: 'typed', agent: ayu }], type())).toBe('nothing')
    expect(told([offer()], type(budi))).toBe('nothing')
    expect(told([offer(), answered], type())).toBe('nothing')
  })
})

describe('[R3] a rung', () => {
  const step = (name: Step, keep: 'typing' | 'nobody-else' | null = null, n = 1): Command => ({
    type: 'step',
    n,
    step: name,
    keep,
  })
  const nudged = [offer(), acked, stepped('nudge')]

  it('is reached only in its turn', () => {
    expect(told([], step('nudge'))).toBe('stepped')
    expect(told([], step('hand-on'))).toBe('nothing')
    expect(told(nudged, step('nudge'))).toBe('nothing')
    expect(told([...nudged, stepped('hand-on')], step('breach'))).toBe('nothing')
  })

  it('of another episode, an answered or a resolved one changes nothing', () => {
    expect(told([], step('nudge', null, 2))).toBe('nothing')
    expect(told([offer(), answered], step('nudge'))).toBe('nothing')
    expect(told([resolved], step('nudge'))).toBe('nothing')
    const again = [stepped('nudge'), resolved, says(vera, 'm2')]
    expect(told(again, step('hand-on'))).toBe('nothing')
    expect(told(again, step('nudge', null, 2))).toBe('stepped')
  })

  it('of the hand-on takes it from its holder, unless there is a reason to keep it', () => {
    expect(told(nudged, step('hand-on'))).toBe('stepped+released too-slow')
    expect(told(nudged, step('hand-on', 'typing'))).toBe('stepped kept typing')
    expect(told(nudged, step('hand-on', 'nobody-else'))).toBe('stepped kept nobody-else')
    expect(told([stepped('nudge')], step('hand-on', 'nobody-else'))).toBe('stepped')
  })
})

describe('[R3] all hands', () => {
  const all = [offer(), acked, stepped('all-hands')]
  const take: Command = { type: 'take', agent: budi }
  const reply: Command = { type: 'send', site: null, by: by(budi), id: 'r2', text: 'hello there' }

  it('lets anybody take it or answer, without a claim on a slot, also after the breach', () => {
    expect(told(all, take)).toBe('assigned')
    expect(told(all, reply)).toBe('assigned+message')
    expect(told([...all, stepped('breach')], reply)).toBe('assigned+message')
    expect(told([stepped('all-hands')], take)).toBe('assigned')
  })

  it('is over with the first reply', () => {
    expect(told([...all, answered], take)).toBe('no: held')
    expect(told([...all, answered], reply)).toBe('no: held')
    expect(told([offer(), acked, stepped('hand-on')], take)).toBe('no: held')
  })
})

describe('what a visitor asks for', () => {
  const wish = (visitor: string, department: string | null): Command => ({
    type: 'wish',
    visitor,
    wish: { ...noWish, department },
  })
  const choose = (visitor: string): Command => ({
    type: 'choose',
    id: 'w1',
    visitor,
    choice: 'wait',
    email: null,
  })

  it('[R6] is noted when it is new, and theirs', () => {
    expect(told([], wish('vera', 'sales'))).toBe('wished')
    expect(told([], wish('vera', null))).toBe('nothing')
    expect(told([], wish('wati', 'sales'))).toBe('no: forbidden')
  })

  it('[R3] of what now is noted while it runs, and theirs', () => {
    expect(told([stepped('breach')], choose('vera'))).toBe('chose')
    expect(told([stepped('breach')], choose('wati'))).toBe('no: forbidden')
    expect(told([stepped('all-hands')], choose('vera'))).toBe('no: too-early')
    expect(told([resolved], choose('vera'))).toBe('no: resolved')
  })
})

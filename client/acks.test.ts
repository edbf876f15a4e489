import { describe, expect, it } from 'vitest'
import { type ConversationState, evolve, initial } from '../protocol/conversation.ts'
import type { AgentDown, Row } from '../protocol/down.ts'
import type { ConversationEvent, Recorded } from '../protocol/events.ts'
import { createAgent } from './agent.ts'
import type { Device, SocketEvents } from './device.ts'
import { createMemoryKeep } from './keep.ts'

const ayu = { id: 'ayu', name: 'Ayu' }
const budi = { id: 'budi', name: 'Budi' }
const asked: ConversationEvent[] = [
  { type: 'opened', site: 's', visitor: 'v' },
  { type: 'message', id: 'm', by: { role: 'visitor', id: 'v' }, text: 'In pink?' },
]
const offered: ConversationEvent[] = [...asked, { type: 'assigned', agent: ayu, how: 'routed' }]
const moved: ConversationEvent[] = [
  { type: 'released', agent: ayu, why: 'no-ack' },
  { type: 'assigned', agent: budi, how: 'routed' },
]

const numbered = (events: ConversationEvent[], from = 1): Recorded[] =>
  events.map((event, i) => ({ seq: from + i, at: 1000 + i, event }))

function rowOf(events: ConversationEvent[]): Row {
  const state = numbered(events).reduce<ConversationState>(evolve, initial)
  if (state.status === 'new') throw new Error('the log begins with opened')
  return { c: 'c1', head: events.length, state }
}

/** A console whose relay is the test: it hears what is sent and says what it likes. */
async function scene() {
  let line: SocketEvents | null = null
  const timers: (() => void)[] = []
  const sent: { t: string }[] = []
  const device: Device = {
    openSocket(_, events) {
      line = events
      return { send: frame => sent.push(JSON.parse(frame)), close() {} }
    },
    now: () => 1000,
    after: (_, fn) => {
      timers.push(fn)
      return () => void timers.splice(timers.indexOf(fn), 1)
    },
    random: () => 0,
    newId: () => `k${sent.length}`,
    keep: createMemoryKeep(),
    onNetwork: () => () => {},
    askWhy: async () => null,
    mark: () => false,
  }
  const client = await createAgent({ url: 'http://relay', device })
  const say = (frame: AgentDown) => line?.frame(JSON.stringify(frame))
  const turn = () => new Promise(resolve => setImmediate(resolve))
  return {
    client,
    sent,
    say,
    async greet(events: ConversationEvent[]) {
      client.connect()
      line?.opened()
      await turn()
      say({
        t: 'welcome',
        v: 1,
        epoch: 'e',
        now: 1000,
        me: { id: 'ayu', email: 'ayu@shop.example' },
        agents: [],
        sites: [],
        departments: [{ id: 'returns', name: 'Returns', hours: null }],
        rows: [rowOf(events)],
        visitors: [],
      })
      await turn()
    },
    lose: () => line?.closed(1006, ''),
    acks: () => sent.filter(({ t }) => t === 'ack'),
  }
}

describe('ack', () => {
  it('[R2] confirms an offer to me once, with its number', async () => {
    const { client, greet, acks } = await scene()
    await greet(offered)
    expect(acks()).toEqual([])
    client.ack('c1')
    client.ack('c1')
    expect(acks()).toEqual([{ t: 'ack', c: 'c1', assignment: 1 }])
  })

  it('[R2] says nothing of a chat that is not offered to me, was taken by me, or is unknown', async () => {
    const { client, greet, acks } = await scene()
    await greet([...asked, { type: 'assigned', agent: budi, how: 'routed' }])
    client.ack('c1')
    client.ack('nowhere')
    const mine = await scene()
    await mine.greet([...asked, { type: 'assigned', agent: ayu, how: 'taken' }])
    mine.client.ack('c1')
    expect([...acks(), ...mine.acks()]).toEqual([])
  })

  it('[R2] confirms again over a new line while the relay has not noted it', async () => {
    const { client, greet, lose, acks } = await scene()
    await greet(offered)
    client.ack('c1')
    lose()
    await greet(offered)
    expect(acks()).toHaveLength(2)
  })

  it('[R2] confirms on the next line what was shown while there was none', async () => {
    const { client, greet, lose, acks } = await scene()
    await greet(offered)
    lose()
    client.ack('c1')
    expect(acks()).toEqual([])
    await greet(offered)
    expect(acks()).toEqual([{ t: 'ack', c: 'c1', assignment: 1 }])
  })

  it('[R2] forgets an offer that moved on, and confirms the next one by its own number', async () => {
    const { client, greet, lose, acks, say } = await scene()
    await greet(offered)
    client.ack('c1')
    lose()
    await greet([...offered, ...moved])
    expect(acks()).toHaveLength(1)
    const back: ConversationEvent[] = [
      { type: 'released', agent: budi, why: 'disconnected' },
      { type: 'assigned', agent: ayu, how: 'routed' },
    ]
    say({ t: 'events', c: 'c1', head: 7, events: numbered(back, 6) })
    client.ack('c1')
    expect(acks().at(-1)).toEqual({ t: 'ack', c: 'c1', assignment: 3 })
  })

  it('[R7] says why it goes away: chosen, unless told otherwise', async () => {
    const { client, greet, sent } = await scene()
    await greet(asked)
    void client.available(false)
    void client.available(false, 'idle')
    expect(sent.slice(-2)).toMatchObject([
      { t: 'available', on: false, why: 'chosen' },
      { t: 'available', on: false, why: 'idle' },
    ])
    expect(client.view.departments).toEqual([{ id: 'returns', name: 'Returns', hours: null }])
  })

  it('[R2] tells agents in the thread that an offer was on screen, in its place', async () => {
    const { client, greet, say } = await scene()
    await greet(offered)
    client.open('c1')
    client.send('c1', 'Yes')
    const wish = { department: 'returns', language: null, agent: null, priority: 0 } as const
    const events = numbered([...offered, { type: 'acked', agent: ayu }, { type: 'wished', wish }])
    say({ t: 'events', c: 'c1', head: 5, events })
    const entries = client.view.threads.get('c1')?.entries ?? []
    const told = entries.map(entry => (entry.kind === 'notice' ? entry.what : entry.text))
    expect(told).toEqual(['In pink?', 'assigned', 'acked', 'wished', 'Yes'])
  })
})

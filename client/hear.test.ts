import { expect, it } from 'vitest'
import type { ConversationEvent } from '../protocol/events.ts'
import { follow } from './fold.ts'
import { assignments, hear, messages, statuses } from './hear.ts'
import type { VisitorClient, VisitorState, VisitorView } from './view.ts'

const ayu = { id: 'a', name: 'Ayu' }
const opened: ConversationEvent = { type: 'opened', site: 's', visitor: 'v' }
const assigned: ConversationEvent = { type: 'assigned', agent: ayu, how: 'routed' }
const said = (text: string): ConversationEvent => ({
  type: 'message',
  id: text,
  by: { role: 'agent', ...ayu },
  text,
})

function client() {
  const subscribers = new Set<() => void>()
  const shown = { view: seen([]) }
  function seen(events: ConversationEvent[], history: number | null = 0): VisitorView {
    const log = events.map((event, i) => ({ seq: i + 1, at: 0, event }))
    const state = log.reduce<VisitorState>(follow, { status: 'new' })
    return { log, state, history, unread: 0, site: null } as unknown as VisitorView
  }
  const made = {
    get view() {
      return shown.view
    },
    subscribe(fn: () => void) {
      subscribers.add(fn)
      return () => void subscribers.delete(fn)
    },
  } as VisitorClient
  return {
    made,
    see(events: ConversationEvent[], history?: number | null) {
      shown.view = seen(events, history)
      for (const fn of subscribers) fn()
    },
  }
}

it('tells an agent’s messages once, and none that was there before the page', () => {
  const { made, see } = client()
  const heard: string[] = []
  const off = hear(made, messages, ({ text }) => heard.push(text))
  see([opened, said('old')], null)
  see([opened, said('old'), said('older')], 3)
  see([opened, said('old'), said('older'), said('new')], 3)
  see([opened, said('old'), said('older'), said('new')], 3)
  off()
  see([opened, said('old'), said('older'), said('new'), said('unheard')], 3)
  expect(heard).toEqual(['new'])
})

it('begins again where the page turns to another conversation', () => {
  const { made, see } = client()
  const heard: string[] = []
  const agents: string[] = []
  hear(made, messages, ({ text }) => heard.push(text))
  hear(made, assignments, ({ name }) => agents.push(name))
  see([opened, assigned, said('one')])
  see([], null)
  see([opened, assigned, said('two')], 0)
  expect([heard, agents]).toEqual([
    ['one', 'two'],
    ['Ayu', 'Ayu'],
  ])
})

it('tells each turn of a conversation, but not that nothing is known of one yet', () => {
  const { made, see } = client()
  const heard: string[] = []
  hear(made, statuses, status => heard.push(status))
  see([opened])
  see([opened, assigned])
  see([])
  see([opened, assigned])
  expect(heard).toEqual(['waiting', 'assigned', 'assigned'])
})

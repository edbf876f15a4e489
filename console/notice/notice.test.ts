import { signal } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import type { AgentEvents, AgentView, Message } from '../../client/view.ts'
import type { Desk } from '../desk.ts'
import { row } from '../scene.ts'
import { createTongue } from '../words/tongue.ts'
import { startNotice } from './notice.ts'

const message: Message = {
  kind: 'message',
  id: 'm1',
  by: { role: 'visitor', id: 'v1' },
  text: 'Is it there in pink?',
  at: 5,
  seq: 2,
  state: 'sent',
  why: null,
}

function scene({ here, visible = here }: { here: boolean; visible?: boolean }) {
  const rows = new Map([['c1', row('c1', { startedAt: 5, holder: 'me' })]])
  const view = signal({ rows, visitors: new Map() } as Partial<AgentView> as AgentView)
  const listeners: { [K in keyof AgentEvents]?: (value: AgentEvents[K]) => void } = {}
  const current = signal<string | null>(null)
  const heard: string[] = []
  const shown: { title: string; body: string }[] = []
  const titles: string[] = []
  const on = <K extends keyof AgentEvents>(event: K, fn: (typeof listeners)[K]) => {
    listeners[event] = fn
    return () => {}
  }
  const desk = { me: { id: 'me' }, view, current, client: { view: view.value, on } }
  const end = startNotice({
    desk: desk as Partial<Desk> as Desk,
    sound: { on: signal(true), choose() {}, test() {}, play: () => heard.push('ding') },
    desktop: {
      permission: signal('granted' as const),
      ask: async () => {},
      show: ({ title, body }) => shown.push({ title, body }),
    },
    attention: { here: signal(here), visible: () => visible },
    tongue: createTongue({ preferred: ['en'], kept: { getItem: () => null, setItem() {} } }),
    setTitle: title => titles.push(title),
  })
  return { listeners, current, heard, shown, titles, view, end }
}

describe('notice', () => {
  it('[C7] rings and shows when the router gives me a chat while I am elsewhere', () => {
    const { listeners, heard, shown } = scene({ here: false })
    listeners.assigned?.({ c: 'c1', how: 'routed' })
    expect(heard).toHaveLength(1)
    expect(shown).toEqual([{ title: 'New chat: Visitor V1', body: 'Is it there in pink?' }])
  })

  it('[C7] only rings when I look at the console, and is silent about what I took myself', () => {
    const { listeners, heard, shown } = scene({ here: true })
    listeners.assigned?.({ c: 'c1', how: 'routed' })
    listeners.assigned?.({ c: 'c1', how: 'taken' })
    expect(heard).toHaveLength(1)
    expect(shown).toEqual([])
  })

  it('[C7] is silent about a message in the thread that is on screen', () => {
    const { listeners, current, heard } = scene({ here: true })
    current.value = 'c1'
    listeners.message?.({ c: 'c1', message })
    expect(heard).toEqual([])
    current.value = 'c2'
    listeners.message?.({ c: 'c1', message })
    expect(heard).toHaveLength(1)
  })

  it('[C7] tells of a message in the open thread while the page is hidden', () => {
    const { listeners, current, heard, shown } = scene({ here: false, visible: false })
    current.value = 'c1'
    listeners.message?.({ c: 'c1', message })
    expect(heard).toHaveLength(1)
    expect(shown).toEqual([{ title: 'Visitor V1', body: 'Is it there in pink?' }])
  })

  it('[C7] counts my unanswered chats in the title and takes the count away at the end', () => {
    const { titles, view, end } = scene({ here: true })
    view.value = { ...view.value, rows: new Map() }
    end()
    expect(titles).toEqual(['(1) Sapa', 'Sapa', 'Sapa'])
  })
})

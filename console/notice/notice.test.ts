import { signal } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import type { AgentClient, AgentEvents, AgentView, Message } from '../../client/view.ts'
import type { Row } from '../../protocol/down.ts'
import { timesAt } from '../../protocol/ladder.ts'
import type { AgentLine } from '../../protocol/people.ts'
import type { Desk } from '../desk.ts'
import { createKept, type Kept } from '../kept.ts'
import { later, row, stepped } from '../scene.ts'
import { createTongue } from '../words/tongue.ts'
import { createHeard } from './heard.ts'
import { startNotice } from './notice.ts'
import { type Tune, tunes } from './tunes.ts'

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
const mine = row('c1', { startedAt: 5, holder: 'me' })

interface Told {
  here?: boolean
  visible?: boolean
  rows?: Row[]
  me?: Partial<AgentLine>
  kept?: Kept
}

function memory(): Kept {
  return createKept({
    get localStorage(): Storage {
      throw new DOMException('denied', 'SecurityError')
    },
  })
}

function scene({ here = true, visible = here, rows = [mine], me = {}, kept = memory() }: Told) {
  const line = { id: 'me', role: 'agent', availability: 'online', ...me }
  const viewOf = (list: Row[]) =>
    ({
      rows: new Map(list.map(one => [one.c, one])),
      visitors: new Map(),
      me: line,
    }) as Partial<AgentView> as AgentView
  const view = signal(viewOf(rows))
  const listeners: { [K in keyof AgentEvents]?: (value: AgentEvents[K]) => void } = {}
  const current = signal<string | null>(null)
  const heard: Tune[] = []
  const shown: { title: string; body: string }[] = []
  const titles: string[] = []
  const on = <K extends keyof AgentEvents>(event: K, fn: (typeof listeners)[K]) => {
    listeners[event] = fn
    return () => {}
  }
  const client = {
    get view() {
      return view.peek()
    },
    on,
  } as Partial<AgentClient> as AgentClient
  const desk: Partial<Desk> = {
    me: { id: 'me', email: '', name: 'Me', role: 'agent' },
    view,
    current,
    client,
    timesOf: () => timesAt(undefined),
  }
  const end = startNotice({
    desk: desk as Desk,
    sound: {
      on: signal(true),
      choose() {},
      test() {},
      unlocked: async () => true,
      play: tune => heard.push(tune),
    },
    desktop: {
      permission: signal('granted' as const),
      ask: async () => {},
      show: ({ title, body }) => shown.push({ title, body }),
    },
    attention: { here: signal(here), visible: () => visible },
    tongue: createTongue({ preferred: ['en'], kept: { getItem: () => null, setItem() {} } }),
    heard: createHeard({ kept, key: 'rungs' }),
    setTitle: title => titles.push(title),
  })
  const see = (...list: Row[]) => {
    view.value = viewOf(list)
  }
  return { listeners, current, heard, shown, titles, see, end }
}

describe('notice', () => {
  it('[C7] rings and shows when the router gives me a chat while I am elsewhere', () => {
    const { listeners, heard, shown } = scene({ here: false })
    listeners.assigned?.({ c: 'c1', how: 'routed' })
    expect(heard).toEqual(['offer'])
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
    expect(heard).toEqual(['message'])
  })

  it('[C7] tells of a message in the open thread while the page is hidden', () => {
    const { listeners, current, heard, shown } = scene({ here: false, visible: false })
    current.value = 'c1'
    listeners.message?.({ c: 'c1', message })
    expect(heard).toHaveLength(1)
    expect(shown).toEqual([{ title: 'Visitor V1', body: 'Is it there in pink?' }])
  })

  it('[C7] counts my unanswered chats in the title and takes the count away at the end', () => {
    const { titles, see, end } = scene({ here: true })
    see()
    end()
    expect(titles).toEqual(['(1) Sapa', 'Sapa', 'Sapa'])
  })
})

describe('the ladder', () => {
  const nudged = stepped(mine, 'nudge')
  const hands = stepped(mine, 'all-hands')
  const breached = stepped(mine, 'breach')

  it('[R3] nudges the holder once: two notes, a notification, the title', () => {
    const { see, heard, shown, titles } = scene({ here: false })
    see(nudged)
    see({ ...nudged, head: 9 })
    expect(heard).toEqual(['nudge'])
    expect(shown.map(({ title }) => title)).toEqual(['Visitor V1 waits for your answer'])
    expect(titles.at(-1)).toBe('(1) Answer now · Sapa')
  })

  it('[R3] nudges nobody else, and not who got the chat after the nudge', () => {
    const hers = scene({})
    hers.see(stepped(row('c1', { startedAt: 5, holder: 'ayu' }), 'nudge'))
    const late = row('c1', { startedAt: 5, holder: 'me', assignedAt: 16_005 })
    const mineLate = scene({})
    mineLate.see(stepped(late, 'nudge'))
    expect([...hers.heard, ...mineLate.heard]).toEqual([])
  })

  it('[R3] calls every available agent at all hands, and leaves those who are away in peace', () => {
    const hers = stepped(row('c1', { startedAt: 5, holder: 'ayu' }), 'all-hands')
    const here = scene({ rows: [] })
    here.see(hers)
    expect(here.heard).toEqual(['all-hands'])
    expect(here.titles.at(-1)).toBe('All hands! · Sapa')
    const away = scene({ rows: [], me: { availability: 'away' } })
    away.see(hers)
    expect(away.heard).toEqual([])
  })

  it('[R3] tells who keeps a chat at the hand-on, once: three notes, a notification, the title', () => {
    const kept = later(nudged, 20_005, { type: 'stepped', step: 'hand-on', kept: 'nobody-else' })
    const { see, heard, shown, titles } = scene({ here: false, rows: [] })
    see(kept)
    see({ ...kept, head: 9 })
    expect(heard).toEqual(['hand-on'])
    expect(shown.map(({ title }) => title)).toEqual([
      'Visitor V1 still waits, and you have the chat',
    ])
    expect(titles.at(-1)).toBe('(1) Answer now · Sapa')
    const theirs = scene({ rows: [], me: { role: 'admin' } })
    theirs.see(
      later(row('c1', { startedAt: 5, holder: 'ayu' }), 20_005, {
        type: 'stepped',
        step: 'hand-on',
        kept: 'typing',
      }),
    )
    expect(theirs.heard).toEqual([])
  })

  it('[R3] leaves who got a chat by the hand-on with the sound of the offer', () => {
    const handed = later(
      row('c1', { startedAt: 5, holder: 'ayu' }),
      20_005,
      { type: 'stepped', step: 'hand-on', kept: null },
      { type: 'released', agent: { id: 'ayu', name: 'Ayu' }, why: 'too-slow' },
      { type: 'assigned', agent: { id: 'me', name: 'Me' }, how: 'routed' },
    )
    const { see, heard } = scene({ rows: [] })
    see(handed)
    expect(heard).toEqual([])
  })

  it('[R3] tells a breach once to everybody who may answer, and to leads who are away', () => {
    const hers = stepped(row('c1', { startedAt: 5, holder: 'ayu' }), 'breach')
    const hear = (told: Told, what: Row) => {
      const { see, heard } = scene({ ...told, rows: [] })
      see(what)
      see({ ...what, head: 9 })
      return heard
    }
    expect(hear({}, hers)).toEqual(['breach'])
    expect(hear({ me: { availability: 'away' } }, breached), 'its holder').toEqual(['breach'])
    expect(hear({ me: { availability: 'away', role: 'admin' } }, hers)).toEqual(['breach'])
    expect(hear({ me: { availability: 'away' } }, hers)).toEqual([])
  })

  it('[R3] each step has a sound of its own', () => {
    const sounds = (['offer', 'nudge', 'hand-on', 'all-hands', 'breach'] as const).map(tune =>
      tunes[tune].map(({ pitch }) => pitch).join(),
    )
    expect(new Set(sounds).size).toBe(sounds.length)
  })

  it('[R3] keeps calling all hands in the title past the target, those who are there only', () => {
    const hers = stepped(row('c1', { startedAt: 5, holder: 'ayu' }), 'breach')
    const here = scene({ rows: [hers] })
    const away = scene({ rows: [hers], me: { availability: 'away' } })
    expect([here.titles.at(-1), away.titles.at(-1)]).toEqual(['All hands! · Sapa', 'Sapa'])
  })

  it('[R3] does not sound again after a reload', () => {
    const kept = memory()
    const before = scene({ kept })
    before.see(hands)
    before.end()
    expect(scene({ kept, rows: [hands] }).heard).toEqual([])
    expect(scene({ rows: [hands] }).heard).toEqual(['all-hands'])
  })

  it('[R3] makes one sound of several rungs at once, the loudest', () => {
    const { see, heard } = scene({ me: { role: 'admin' } })
    see({ ...breached, c: 'c2' }, hands, { ...nudged, c: 'c3' })
    expect(heard).toEqual(['all-hands'])
  })
})

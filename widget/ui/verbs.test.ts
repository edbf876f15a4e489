// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import type { VisitorClient, VisitorView } from '../../client/view.ts'
import type { Panel } from './mount.tsx'
import { createVerbs } from './verbs.ts'

const quiet: VisitorView = {
  link: { state: 'online' },
  state: { status: 'new' },
  entries: [],
  typing: null,
  unread: 2,
  online: 3,
  queue: null,
  site: null,
  visitor: { id: 'v', name: null, email: null },
  stored: true,
}

function page(view: Partial<VisitorView> = {}) {
  const calls: unknown[] = []
  const subscribers = new Set<() => void>()
  const listeners = new Map<string, (value: never) => void>()
  let now: VisitorView = { ...quiet, ...view }
  const client: VisitorClient = {
    get view() {
      return now
    },
    subscribe(fn) {
      subscribers.add(fn)
      return () => subscribers.delete(fn)
    },
    on(event, fn) {
      listeners.set(event, fn)
      return () => listeners.delete(event)
    },
    connect: () => calls.push('connect'),
    async send(text) {
      calls.push(text)
      return { id: 'm1', seq: 7 }
    },
    async identify(who) {
      calls.push(who)
    },
    set: wish => void calls.push(wish),
    async choose() {},
    retry() {},
    discard() {},
    typing() {},
    read() {},
    page() {},
    close() {},
  }
  const panel: Panel = {
    open: () => void calls.push('open'),
    close: () => void calls.push('close'),
    toggle() {},
    resume() {},
  }
  const host = document.createElement('div')
  const button = document.createElement('button')
  host.attachShadow({ mode: 'open' }).append(button)
  const run = createVerbs(
    async () => client,
    async () => panel,
    host,
  )
  return {
    sapa: (...call: unknown[]) => run(call),
    calls,
    host,
    button,
    emit: (event: string, value: unknown) => listeners.get(event)?.(value as never),
    change(next: Partial<VisitorView>) {
      now = { ...now, ...next }
      for (const fn of subscribers) fn()
    },
    subscribers,
  }
}

test.each([
  [['shout'], /expected 'open', .* or 'get', got 'shout'/],
  [[], /got undefined/],
  [['send'], /sapa\('send'\): text: expected a string that is not empty, got undefined/],
  [['send', '  '], /sapa\('send'\): text/],
  [['send', 5], /got 5/],
  [['identify', 'Sari'], /sapa\('identify'\): who: expected \{ name\?: string, email\?: string \}/],
  [['identify', {}], /who: expected a name or an email/],
  [['identify', { name: 5 }], /name: expected a string, got 5/],
  [['identify', { email: 'sari' }], /email: expected an e-mail address, got 'sari'/],
  [['identify', { phone: '1' }], /phone: expected only name and email/],
  [['set', 'sales'], /sapa\('set'\): wish: expected 'department', .* or 'priority', got 'sales'/],
  [['set', { team: 'sales' }], /team: expected 'department', .* or 'priority', got 'sales'/],
  [['set', { department: 5 }], /department: expected 1-64 characters, or null for none, got 5/],
  [['set', { agent: '' }], /agent: expected 1-64 characters/],
  [['set', { language: 'x'.repeat(36) }], /language: expected 1-35 characters/],
  [['set', { priority: 4 }], /priority: expected 0, 1, 2 or 3, got 4/],
  [['set', { priority: '2' }], /priority: expected 0, 1, 2 or 3, got '2'/],
  [['set', { priority: 1.5 }], /priority: expected 0, 1, 2 or 3, got 1.5/],
  [['on', 'shout', () => {}], /sapa\('on'\): event: expected 'ready', .* or 'close', got 'shout'/],
  [['on', 'message'], /fn: expected a function, got undefined/],
  [['get', 'weather'], /sapa\('get'\): what: expected 'state', .* or 'visitor', got 'weather'/],
])('[A] a call that makes no sense rejects with what was expected: %j', async (call, message) => {
  const { sapa, calls } = page()
  await expect(sapa(...call)).rejects.toThrow(message)
  expect(calls).toEqual([])
})

test('[A] what was written is sent over an open line and resolves to its place in the log', async () => {
  const { sapa, calls } = page()
  expect(await sapa('send', 'hello')).toEqual({ id: 'm1', seq: 7 })
  expect(calls).toEqual(['connect', 'hello'])
})

test('[A] identify passes on only what was given', async () => {
  const { sapa, calls } = page()
  await sapa('identify', { name: 'Sari' })
  expect(calls).toEqual(['connect', { name: 'Sari' }])
})

test('[R6] set passes on what was named, and opens no line for it', async () => {
  const { sapa, calls } = page()
  await sapa('set', { department: 'sales', language: null, priority: 3 })
  expect(calls).toEqual([{ department: 'sales', language: null, priority: 3 }])
})

test('[W2] listening and reading open no line', async () => {
  const { sapa, calls } = page()
  await sapa('on', 'message', () => {})
  expect(await sapa('get', 'unread')).toBe(2)
  expect(calls).toEqual([])
})

test('[A] on resolves to a function that ends the listening', async () => {
  const { sapa, emit } = page()
  const heard: unknown[] = []
  const off = (await sapa('on', 'unread', (n: unknown) => heard.push(n))) as () => void
  emit('unread', 1)
  off()
  emit('unread', 2)
  expect(heard).toEqual([1])
})

test('[A] the panel’s open and close are heard too', async () => {
  const { sapa, host } = page()
  const heard: string[] = []
  const off = (await sapa('on', 'open', () => heard.push('open'))) as () => void
  host.dispatchEvent(new Event('open'))
  off()
  host.dispatchEvent(new Event('open'))
  expect(heard).toEqual(['open'])
})

test('[A] who asks for ready after it happened hears it at once', async () => {
  const ready = vi.fn()
  await page({ link: { state: 'idle' } }).sapa('on', 'ready', ready)
  expect(ready).not.toHaveBeenCalled()
  await page().sapa('on', 'ready', ready)
  expect(ready).toHaveBeenCalledOnce()
})

test('[A] a listener that throws is reported and breaks nothing', async () => {
  const report = vi.spyOn(console, 'error').mockImplementation(() => {})
  const { sapa, emit } = page()
  await sapa('on', 'message', () => {
    throw new Error('shop bug')
  })
  expect(() => emit('message', {})).not.toThrow()
  expect(report).toHaveBeenCalledWith(expect.stringContaining("'message'"), expect.any(Error))
  report.mockRestore()
})

test('[A] availability waits until the relay has said it', async () => {
  const { sapa, change, calls, subscribers } = page({ online: null })
  const asked = sapa('get', 'availability')
  await expect.poll(() => subscribers.size).toBe(1)
  change({ unread: 0 })
  change({ online: 0 })
  expect(await asked).toEqual({ online: 0 })
  expect(calls).toEqual(['connect'])
  expect(subscribers.size).toBe(0)
})

test('[A] availability rejects with the reason when the line has stopped', async () => {
  const link = { state: 'stopped', reason: 'this origin is not allowed' } as const
  await expect(page({ online: null, link }).sapa('get', 'availability')).rejects.toThrow(
    'this origin is not allowed',
  )
})

test('[A] state tells panel, line and conversation; a conversation is null before it began', async () => {
  const { sapa, button } = page()
  expect(await sapa('get', 'conversation')).toBeNull()
  button.setAttribute('aria-expanded', 'true')
  expect(await sapa('get', 'state')).toEqual({ open: true, link: 'online', status: 'new' })
})

test('[A] close fetches nothing when nothing is open', async () => {
  const { sapa, calls, button } = page()
  await sapa('close')
  expect(calls).toEqual([])
  button.setAttribute('aria-expanded', 'true')
  await sapa('close')
  expect(calls).toEqual(['close'])
})

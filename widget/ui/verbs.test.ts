// @vitest-environment happy-dom
// biome-ignore-all lint/suspicious/noThenProperty: the API’s word; it is never awaited
import { expect, test } from 'vitest'
import { createStage } from '../api/stage.ts'

const cart = {
  items: [{ id: 'b', title: 'Blouse', quantity: 1, price: 5 }],
  total: 5,
  currency: 'IDR',
}
const long = (length: number) => 'x'.repeat(length)

test.each<[unknown[], RegExp]>([
  [['shout'], /expected 'open', .* or 'explain', got 'shout'/],
  [['toString'], /got 'toString'/],
  [[], /got undefined/],
  [['compose', 5], /sapa\('compose'\): text: expected a string, got 5/],
  [['send'], /sapa\('send'\): text: expected a string of 1-4000 characters, got undefined/],
  [['send', '  '], /sapa\('send'\): text/],
  [['send', long(4001)], /sapa\('send'\): text/],
  [['start', 'red'], /sapa\('start'\): options: expected .*, got 'red'/],
  [['start', { color: 5 }], /sapa\('start'\): color: expected a string, got 5/],
  [['identify', 'Sari'], /sapa\('identify'\): who: expected \{ id\?, name\?, email\?, token\? \}/],
  [['identify', {}], /who: expected a name, an email or a token/],
  [['identify', { name: 5 }], /name: expected a string of 1-80 characters, got 5/],
  [['identify', { email: 'sari' }], /email: expected an e-mail address, got 'sari'/],
  [['identify', { phone: '1' }], /phone: expected only 'id', 'name', 'email' or 'token'/],
  [
    ['identify', { id: '42' }],
    /token: expected a JWT of your server, which proves the id, got und/,
  ],
  [['identify', { token: 'secret' }], /token: expected a JWT with a sub/],
  [['set', 'sales'], /sapa\('set'\): what: expected 'department', .*, got 'sales'/],
  [['set', { team: 'sales' }], /team: expected 'department', .* or 'attributes', got 'sales'/],
  [['set', { department: 5 }], /department: expected 1-64 characters, or null for none, got 5/],
  [['set', { agent: '' }], /agent: expected 1-64 characters/],
  [['set', { language: long(36) }], /language: expected 1-35 characters/],
  [['set', { priority: '2' }], /priority: expected 0, 1, 2 or 3, got '2'/],
  [['set', { priority: 1.5 }], /priority: expected 0, 1, 2 or 3, got 1.5/],
  [['set', { attributes: [] }], /attributes: expected an object of at most 50 values/],
  [['set', { attributes: { vip: null } }], /attributes\.vip: expected a number, true, false or/],
  [['set', { attributes: { note: long(301) } }], /attributes\.note: .* at most 300 characters/],
  [['page', '/cart'], /sapa\('page'\): page: expected \{ url\?: string, title\?: string \}/],
  [['page', { url: 'javascript:1' }], /url: expected an http or https address/],
  [['cart'], /sapa\('cart'\): cart: expected \{ items, total, currency \} or null, got undefined/],
  [['cart', { ...cart, items: {} }], /items: expected a list of at most 50/],
  [['cart', { ...cart, items: [{}] }], /items\[0\]: expected id and title/],
  [['cart', { ...cart, total: '5' }], /total: expected a number, got '5'/],
  [['cart', { ...cart, currency: 'Rp' }], /currency: expected three letters .*, got 'Rp'/],
  [['order', { id: 5 }], /sapa\('order'\): id: expected a string of 1-300 characters, got 5/],
  [['order', { id: '1', total: Number.NaN }], /total: expected a number, got NaN/],
  [['track', ''], /sapa\('track'\): name: expected a string of 1-64 characters/],
  [['track', 'size', { of: {} }], /props\.of: expected a number/],
  [['trigger', 'x'], /sapa\('trigger'\): trigger: expected \{ id, when, then \}/],
  [['trigger', { id: 'a b' }], /id: expected 1-64 letters, digits, _ or -, got 'a b'/],
  [['trigger', { id: 'a', when: {} }], /when: expected a function, or an object of conditions/],
  [['trigger', { id: 'a', when: { mood: 1 } }], /when\.mood: expected 'url', .* or 'event', got 1/],
  [
    ['trigger', { id: 'a', when: { scroll: 120 } }],
    /when\.scroll: expected per cent from 0 to 100/,
  ],
  [
    ['trigger', { id: 'a', when: { exit: true }, then: 'shout' }],
    /then: expected a function, 'open'/,
  ],
  [['trigger', { id: 'a', when: { exit: true }, then: 'open', cap: 1 }], /cap: expected/],
  [['trigger', { id: 'a', when: { exit: true }, then: 'open', holdout: 0.9 }], /holdout: expected/],
  [
    ['trigger', { id: 'a', when: { exit: true }, then: 'open', once: 1 }],
    /once: expected only 'id'/,
  ],
  [['on', 'shout', () => {}], /sapa\('on'\): event: expected 'ready', .*, got 'shout'/],
  [['once', 'message'], /sapa\('once'\): fn: expected a function, got undefined/],
  [['get', 'weather'], /sapa\('get'\): what: expected 'state', .* or 'visitor', got 'weather'/],
  [['locale', 'no such'], /sapa\('locale'\): tag: expected a BCP 47 tag, .*, got 'no such'/],
  [['theme', 'dark'], /sapa\('theme'\): theme: expected an object of 'color'/],
  [['theme', { scheme: 'blue' }], /scheme: expected 'light' or 'dark', or null, got 'blue'/],
  [['theme', { paint: 'red' }], /paint: expected only 'color'/],
  [['consent', 'yes'], /sapa\('consent'\): given: expected true or false, got 'yes'/],
])('[A] a call that makes no sense rejects with what was expected: %j', async (call, message) => {
  const { sapa, calls } = createStage()
  await expect(sapa(...call)).rejects.toThrow(message)
  expect(calls).toEqual([])
})

test('[A] what was written is sent over an open line and resolves to its place in the log', async () => {
  const { sapa, calls } = createStage()
  expect(await sapa('send', 'hello')).toEqual({ id: 'm1', seq: 7 })
  expect(calls).toEqual(['connect', 'hello'])
})

test('[W15] nothing is sent before the visitor has consented', async () => {
  const { sapa, calls } = createStage({ consent: false })
  await expect(sapa('send', 'hello')).rejects.toThrow("expected the visitor's consent before")
  expect(calls).toEqual([])
  await sapa('consent', true)
  expect(calls).toEqual([{ agree: true }])
})

test('[A] calls are carried out in their order, whatever must be fetched for each', async () => {
  const { sapa, calls } = createStage()
  const all = [
    sapa('set', { priority: 2 }),
    sapa('compose', 'a'),
    sapa('locale', 'id'),
    sapa('send', 'b'),
  ]
  await Promise.all(all)
  expect(calls).toEqual([
    { t: 'wish', wish: { priority: 2 } },
    { compose: 'a' },
    { speak: 'id' },
    'connect',
    'b',
  ])
})

test('[A] a call that waits for the relay, or failed, keeps no other waiting', async () => {
  const { sapa, relay } = createStage()
  relay.answer = () => new Promise(() => {})
  void sapa('identify', { name: 'Sari' })
  void sapa('send').catch(Boolean)
  expect(await sapa('get', 'unread')).toBe(2)
})

test('[A] close fetches nothing when nothing is open; toggle turns it', async () => {
  const { sapa, calls } = createStage()
  await sapa('close')
  expect(calls).toEqual([])
  await sapa('toggle')
  await sapa('toggle')
  expect(calls).toEqual(['open', 'close'])
})

test('[A] a hidden chat is seen while it is open, and hidden again when it is closed', async () => {
  const stage = createStage()
  await stage.sapa('hide')
  expect(stage.frame.hidden).toBe(true)
  expect(await stage.sapa('get', 'state')).toMatchObject({ shown: false })
  await stage.sapa('open')
  expect(stage.frame.hidden).toBe(false)
  await stage.sapa('close')
  expect(stage.frame.hidden).toBe(true)
  await stage.sapa('open')
  await stage.sapa('show')
  await stage.sapa('close')
  expect(stage.frame.hidden).toBe(false)
})

test('[A] after a shutdown nothing is left, each call says what it needs, and start works', async () => {
  const stage = createStage()
  const { sapa, calls } = stage
  let heard = 0
  await sapa('on', 'message', () => heard++)
  await sapa('on', 'position', () => heard++)
  await sapa('set', { priority: 1 })
  await sapa('open')
  const { host } = stage
  await sapa('shutdown')
  await sapa('shutdown')
  expect(calls.filter(call => call === 'closed')).toHaveLength(1)
  expect([stage.listening(), host.isConnected, stage.embed.life.signal.aborted]).toEqual([
    0,
    false,
    true,
  ])
  await expect(sapa('get', 'unread')).rejects.toThrow(
    "sapa('get'): expected sapa('start') before, after a shutdown",
  )
  await sapa('start', { color: '#a0305c' })
  expect(stage.embed.options).toEqual({ color: '#a0305c' })
  expect(await sapa('get', 'state')).toMatchObject({ open: false, shown: true })
  await sapa('on', 'unread', () => heard++)
  stage.change({ unread: 7 })
  expect(heard).toBe(1)
})

test('[A] start leaves what runs as it is, and begins it anew with options', async () => {
  const stage = createStage()
  const { host } = stage
  await stage.sapa('start')
  expect(stage.host).toBe(host)
  await stage.sapa('start', { position: 'left' })
  expect([host.isConnected, stage.host.isConnected]).toEqual([false, true])
})

test('[W2] listening, reading and telling open no line', async () => {
  const { sapa, calls } = createStage({ link: { state: 'idle' } })
  await sapa('on', 'message', () => {})
  expect(await sapa('get', 'unread')).toBe(2)
  await sapa('set', { attributes: { vip: true } })
  await sapa('page')
  await sapa('cart', cart)
  await sapa('track', 'size-guide')
  expect(calls).toEqual([])
})

test('[A] state tells panel, line and conversation; a conversation is null before it began', async () => {
  const { sapa } = createStage()
  expect(await sapa('get', 'conversation')).toBeNull()
  await sapa('open')
  expect(await sapa('get', 'state')).toEqual({
    open: true,
    shown: true,
    link: 'online',
    status: 'new',
  })
  expect(await sapa('get', 'availability')).toEqual({ online: 3 })
})

test('[W12] a theme sets custom properties, and null takes them back', async () => {
  const { sapa, host, frame, embed } = createStage()
  await sapa('theme', { color: '#a0305c', scheme: 'dark' })
  expect(host.style.getPropertyValue('--sapa-accent')).toBe('#a0305c')
  expect([frame.style.colorScheme, embed.options.theme]).toEqual(['dark', 'dark'])
  await sapa('theme', { color: null, scheme: null })
  expect(host.style.getPropertyValue('--sapa-accent')).toBe('')
})

test('[W12] null goes back to what the tag says', async () => {
  const { sapa, host, frame, embed } = createStage(
    {},
    { accent: 'teal', radius: '4px', theme: 'dark' },
  )
  await sapa('theme', { color: '#a0305c', radius: '8px', scheme: 'light' })
  expect(frame.style.colorScheme).toBe('light')
  await sapa('theme', { color: null, radius: null, scheme: null })
  const look = ['--sapa-accent', '--sapa-radius'].map(name => host.style.getPropertyValue(name))
  expect([...look, frame.style.colorScheme, embed.options.theme]).toEqual([
    'teal',
    '4px',
    'dark',
    'dark',
  ])
})

test('[W11] a language is kept for a panel that comes later', async () => {
  const { sapa, frame, calls, embed } = createStage()
  await sapa('locale', 'ar')
  expect([frame.lang, embed.options.lang, calls]).toEqual(['ar', 'ar', []])
})

test('[A] the stub’s calls keep the promises that it gave before there was anything', async () => {
  const { sapa } = createStage()
  const before = (...call: unknown[]) =>
    new Promise((...q) => void sapa(...call, { q }).catch(() => q[0]('not ours to report')))
  expect(await before('get', 'unread')).toBe(2)
  expect(await before('page')).toBeUndefined()
  await expect(before('send')).rejects.toThrow("sapa('send')")
})

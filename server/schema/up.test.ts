import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { limits } from '../../protocol/limits.ts'
import type { AgentUp, VisitorUp } from '../../protocol/up.ts'
import { VERSION } from '../../protocol/version.ts'
import { downSchemas } from './down.ts'
import { parseAgentUp, parseVisitorUp, upSchemas } from './up.ts'

const page = { url: 'https://shop.example/blouse', title: 'Blouse' }
const common = [
  { t: 'send', c: 'c1', id: 'm1', text: 'is this available in pink?' },
  { t: 'typing', c: 'c1', on: true },
  { t: 'read', c: 'c1', upTo: 3 },
  { t: 'sync', c: 'c1', since: 0 },
] as const
const greeting = {
  t: 'hello',
  v: VERSION,
  epoch: null,
  token: null,
  since: { c1: 4 },
  page,
  language: 'id-ID',
  timezone: 'Asia/Jakarta',
} as const
const nothing = { department: null, language: null, agent: null, priority: 0 } as const
const wish = (part: object) => ({ t: 'wish', id: 'h1', c: 'c1', wish: { ...nothing, ...part } })
const visitorFrames: VisitorUp[] = [
  greeting,
  { ...greeting, epoch: 'e1', token: 'a.b.c', since: {} },
  ...common,
  { t: 'page', page },
  { t: 'identify', id: 'i1', c: 'c1', name: 'Sari', email: 'sari@example.com', token: 'a.b.c' },
  { t: 'identify', id: 'i2', c: 'c1', name: null, email: null, token: null },
  { t: 'wish', id: 'h1', c: 'c1', wish: {} },
  { t: 'wish', id: 'h2', c: 'c1', wish: { priority: 2 } },
  { t: 'wish', id: 'h3', c: 'c1', wish: nothing },
  {
    t: 'wish',
    id: 'h4',
    c: 'c1',
    wish: { department: 'sales', language: 'zh-Hant-TW', agent: 'a1', priority: 3 },
  },
  { t: 'choose', id: 'w1', c: 'c1', choice: 'wait', email: null },
  { t: 'choose', id: 'w2', c: 'c1', choice: 'email', email: 'sari@example.com' },
  { t: 'choose', id: 'w3', c: 'c1', choice: 'channel', email: null },
]
const field = {
  name: 'size',
  label: 'Size',
  type: 'choice',
  required: true,
  options: ['S'],
} as const
const replies = { kind: 'replies', options: ['Pink', 'Red'] } as const
const product = {
  ...{ kind: 'product', title: 'Blouse', price: 'Rp 249.000', image: null, url: page.url },
  actions: [{ id: 'add', label: 'Add to cart' }],
} as const
const form = { kind: 'form', title: 'Your size', fields: [field] } as const
visitorFrames.push(
  { ...common[0], answer: { to: 'm0', values: { reply: 'Pink' } } },
  { ...common[0], answer: { to: null, values: {} } },
  { ...common[1], text: 'is it pi' },
  { t: 'rate', id: 'r1', c: 'c1', score: 5, comment: 'fast', likely: 10 },
  { t: 'rate', id: 'r2', c: 'c1', score: null, comment: null, likely: 0 },
  { t: 'act', id: 'k1', c: 'c1', message: 'm0', action: 'add' },
  { t: 'context', id: 'x1', c: 'c1' },
  {
    ...{ t: 'context', id: 'x2', c: 'c1', attributes: { tier: 'gold', visits: 3, member: true } },
    cart: {
      items: [{ id: 'b1', title: 'Blouse', quantity: 1, price: 249_000 }],
      ...{ total: 249_000, currency: 'IDR' },
    },
    order: { id: 'o1', total: 1.5, currency: 'IDR' },
    event: { name: 'viewed', props: { sku: 'b1' } },
    referrer: 'https://search.example/',
  },
  { t: 'context', id: 'x3', c: 'c1', cart: null },
  { t: 'erase', id: 'e1', c: 'c1' },
)
const agentFrames: AgentUp[] = [
  ...[replies, product, form].map(card => ({ ...common[0], card }) as unknown as AgentUp),
  { t: 'hello', v: VERSION, epoch: 'e1', since: { c1: 4 } },
  ...common,
  { t: 'take', id: 'k1', c: 'c1' },
  { t: 'resolve', id: 'k2', c: 'c1' },
  { t: 'ack', c: 'c1', assignment: 2 },
  { t: 'available', id: 'k3', on: true, why: 'chosen' },
  { t: 'available', id: 'k3', on: false, why: 'locked' },
]

const visitor = (frame: unknown) => parseVisitorUp(JSON.stringify(frame))
const agent = (frame: unknown) => parseAgentUp(JSON.stringify(frame))
const heads = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`c${i}`, 1]))
const url = (chars: number) => 'https://'.padEnd(chars, 'x')

describe('every frame parses to itself', () => {
  test.each(visitorFrames)('visitor $t', frame => expect(visitor(frame)).toEqual(frame))
  test.each(agentFrames)('agent $t', frame => expect(agent(frame)).toEqual(frame))
})

describe('each limit holds, and one past it fails', () => {
  const { idChars, languageChars, resumed, urlChars, titleChars, nameChars, emailChars } = limits
  const identify = { t: 'identify', id: 'i1', c: 'c1', name: null, email: null, token: null }
  const { contextParts, contextChars } = limits
  const rate = { t: 'rate', id: 'r', c: 'c', score: null, comment: null, likely: null }
  const told = (more: object) => ({ t: 'context', id: 'x', c: 'c', ...more })
  const to = (values: object) => ({ to: null, values })
  const words = (n: number) =>
    Object.fromEntries(Array.from({ length: n }, (_, i) => [`a${i}`, 'x']))
  const item = { id: 'b1', title: 'Blouse', quantity: 1, price: 249_000 }
  const cart = { items: [], total: 1, currency: 'IDR' }
  const cases: [string, number, (n: number) => unknown][] = [
    ['id', idChars, n => ({ ...common[0], id: 'x'.repeat(n) })],
    ['conversation id', idChars, n => ({ ...common[0], c: 'x'.repeat(n) })],
    ['resumed conversations', resumed, n => ({ ...greeting, since: heads(n) })],
    ['resumed id', idChars, n => ({ ...greeting, since: { ['x'.repeat(n)]: 1 } })],
    ['epoch', idChars, n => ({ ...greeting, epoch: 'x'.repeat(n) })],
    ['language', idChars, n => ({ ...greeting, language: 'x'.repeat(n) })],
    ['timezone', idChars, n => ({ ...greeting, timezone: 'x'.repeat(n) })],
    ['url', urlChars, n => ({ t: 'page', page: { url: url(n), title: '' } })],
    ['title', titleChars, n => ({ t: 'page', page: { ...page, title: 'x'.repeat(n) } })],
    ['name', nameChars, n => ({ ...identify, name: 'x'.repeat(n) })],
    ['email', emailChars, n => ({ ...identify, email: 'x'.repeat(n) })],
    ['department', idChars, n => wish({ department: 'x'.repeat(n) })],
    ['agent asked for', idChars, n => wish({ agent: 'x'.repeat(n) })],
    ['language asked for', languageChars, n => wish({ language: 'x'.repeat(n) })],
    ['priority', 3, n => wish({ priority: n })],
    [
      'email left',
      emailChars,
      n => ({ t: 'choose', id: 'w', c: 'c1', choice: 'email', email: 'a@b'.padEnd(n, 'x') }),
    ],
    ['signed identity', limits.jwtChars, n => ({ ...identify, token: 'x'.repeat(n) })],
    ['score', 5, n => ({ ...rate, score: n })],
    ['likely', 10, n => ({ ...rate, likely: n })],
    ['comment', limits.textChars, n => ({ ...rate, comment: 'x'.repeat(n) })],
    ['action', idChars, n => ({ t: 'act', id: 'k', c: 'c', message: 'm', action: 'x'.repeat(n) })],
    ['answers', limits.cardParts, n => ({ ...common[0], answer: { to: null, values: words(n) } })],
    ['answer', limits.textChars, n => ({ ...common[0], answer: to({ a: 'x'.repeat(n) }) })],
    ['name of a field', idChars, n => ({ ...common[0], answer: to({ ['x'.repeat(n)]: '' }) })],
    ['attributes', contextParts, n => told({ attributes: words(n) })],
    ['name of an attribute', idChars, n => told({ attributes: { ['x'.repeat(n)]: 1 } })],
    ['attribute', contextChars, n => told({ attributes: { a: 'x'.repeat(n) } })],
    ['items', contextParts, n => told({ cart: { ...cart, items: Array(n).fill(item) } })],
    [
      'item',
      contextChars,
      n => told({ cart: { ...cart, items: [{ ...item, id: 'x'.repeat(n) }] } }),
    ],
    ['currency', 3, n => told({ cart: { ...cart, currency: 'X'.repeat(n) } })],
    ['order', contextChars, n => told({ order: { id: 'x'.repeat(n), total: 1, currency: 'IDR' } })],
    ['event', idChars, n => told({ event: { name: 'x'.repeat(n), props: {} } })],
    ['event’s values', contextParts, n => told({ event: { name: 'e', props: words(n) } })],
    ['referrer', urlChars, n => told({ referrer: url(n) })],
    ['sequence number', Number.MAX_SAFE_INTEGER, n => ({ ...common[2], upTo: n })],
  ]
  test.each(cases)('%s', (_what, limit, frame) => {
    expect(visitor(frame(limit))).toEqual(frame(limit))
    expect(visitor(frame(limit + 1))).toEqual({ error: expect.any(String) })
  })

  const { cardParts, cardChars } = limits
  const card = (given: object) => ({ ...common[0], card: given })
  const list = <T>(n: number, make: (i: number) => T) =>
    Array.from({ length: n }, (_, i) => make(i))
  const cards: [string, number, (n: number) => unknown][] = [
    ['options', cardParts, n => card({ ...replies, options: list(n, i => `o${i}`) })],
    ['option', cardChars, n => card({ ...replies, options: ['x'.repeat(n)] })],
    ['product', cardChars, n => card({ ...product, title: 'x'.repeat(n) })],
    ['price', cardChars, n => card({ ...product, price: 'x'.repeat(n) })],
    ['image', urlChars, n => card({ ...product, image: url(n) })],
    [
      'actions',
      cardParts,
      n => card({ ...product, actions: list(n, i => ({ id: `a${i}`, label: 'A' })) }),
    ],
    [
      'fields',
      cardParts,
      n => card({ ...form, fields: list(n, i => ({ ...field, name: `f${i}` })) }),
    ],
    [
      'choices',
      cardParts,
      n => card({ ...form, fields: [{ ...field, options: list(n, i => `o${i}`) }] }),
    ],
    ['label', cardChars, n => card({ ...form, fields: [{ ...field, label: 'x'.repeat(n) }] })],
  ]
  test.each(cards)('of a card: %s', (_what, limit, frame) => {
    expect(agent(frame(limit))).toEqual(frame(limit))
    expect(agent(frame(limit + 1))).toEqual({ error: expect.any(String) })
  })

  test('text is bounded by the frame alone, because the core answers too-long', () => {
    const long = { ...common[0], text: 'x'.repeat(limits.textChars * 2) }
    expect(visitor(long)).toEqual(long)
    expect(agent(long)).toEqual(long)
  })
})

describe('an error names what was expected', () => {
  const kinds = 'A frame is an object whose t is a kind this side may send, not'
  test.each([
    ['{', 'A frame is one JSON object; this is not JSON'],
    ['null', `${kinds} undefined`],
    ['[]', `${kinds} undefined`],
    ['{"t":7}', `${kinds} number`],
    ['{"t":"take","id":"k","c":"c"}', `${kinds} take`],
    [
      '{"t":"send","c":"","id":"m","text":"x"}',
      'send.c should be an id of 1-64 letters, digits, _ or -',
    ],
    ['{"t":"send","c":"c","id":"m"}', 'send.text should be text'],
    ['{"t":"typing","c":"c","on":1}', 'typing.on should be true or false'],
    ['{"t":"typing","c":"c","on":true,"x":1}', 'typing has no field x'],
    ['{"t":"read","c":"c","upTo":-1}', 'read.upTo should be a number from 0'],
    ['{"t":"read","c":"c","upTo":1.5}', 'read.upTo should be a whole number'],
    ['{"t":"page","page":7}', 'page.page should be a page'],
    [
      '{"t":"page","page":{"url":"javascript:alert(1)","title":""}}',
      'page.page.url should be an http or https address',
    ],
    [
      JSON.stringify(wish({ department: '' })),
      'wish.wish.department should be the id of a department of 1-64 characters',
    ],
    [
      JSON.stringify(wish({ language: 7 })),
      'wish.wish.language should be a language tag of 1-35 characters',
    ],
    [
      JSON.stringify(wish({ priority: -1 })),
      'wish.wish.priority should be a whole number from 0 to 3',
    ],
    [
      JSON.stringify(wish({ priority: 1.5 })),
      'wish.wish.priority should be a whole number from 0 to 3',
    ],
    [JSON.stringify(wish({ colour: 'pink' })), 'wish.wish has no field colour'],
    ['{"t":"wish","id":"h","c":"c"}', 'wish.wish should be a wish'],
    [
      '{"t":"choose","id":"w","c":"c","choice":"fax","email":null}',
      'choose.choice should be wait, email or channel',
    ],
    ...['null', '"sari"', '"sari@"', '"@shop"', '"sa ri@shop"', '"a@b@c"'].map(email => [
      `{"t":"choose","id":"w","c":"c","choice":"email","email":${email}}`,
      'choose.email should be an e-mail address of at most 254 characters',
    ]),
    ['{"t":"ack","c":"c","assignment":1}', `${kinds} ack`],
    ['{"t":"send","c":"c","id":"m","text":"x","card":{}}', 'send has no field card'],
    [
      '{"t":"rate","id":"r","c":"c","score":0,"comment":null,"likely":null}',
      'rate.score should be a whole number from 1 to 5, or null',
    ],
    [
      '{"t":"context","id":"x","c":"c","order":{"id":"","total":1,"currency":"IDR"}}',
      'context.order.id should be a text of at most 300 characters',
    ],
    [
      '{"t":"context","id":"x","c":"c","attributes":{"a":[]}}',
      'context.attributes.a should be a text of at most 300 characters, a number or a boolean',
    ],
    [
      '{"t":"context","id":"x","c":"c","referrer":"javascript:1"}',
      'context.referrer should be an http or https address of at most 2000 characters',
    ],
    ['{"t":"hello"}', 'hello.v should be a whole number'],
  ])('%s', (frame, error) => expect(parseVisitorUp(frame)).toEqual({ error }))

  test.each([
    ['{"t":"ack","c":"c","assignment":-1}', 'ack.assignment should be a number from 0'],
    [
      '{"t":"available","id":"k","on":false,"why":"lunch"}',
      'available.why should be chosen, idle, locked or unresponsive',
    ],
    ['{"t":"wish","c":"c","wish":{}}', `${kinds} wish`],
    [
      JSON.stringify({ ...common[0], answer: { to: null, values: {} } }),
      'send has no field answer',
    ],
    [
      JSON.stringify({ ...common[0], card: { ...replies, options: ['a', 'a'] } }),
      'send.card.options should be 1-12 different options',
    ],
    [
      JSON.stringify({ ...common[0], card: { ...product, url: 'javascript:alert(1)' } }),
      'send.card.url should be an http or https address of at most 2000 characters, or null',
    ],
    [
      JSON.stringify({ ...common[0], card: { kind: 'video' } }),
      'send.card.kind should be a card of kind replies, product or form',
    ],
  ])('%s', (frame, error) => expect(parseAgentUp(frame)).toEqual({ error }))

  test('a resume of too much says how much is allowed', () => {
    expect(visitor({ ...greeting, since: heads(33) })).toEqual({
      error: 'hello.since should be at most 32 conversations',
    })
  })

  test('a key that is no id is named without what a log or terminal would act on', () => {
    expect(visitor({ ...greeting, since: { '\u001b[31m ✓': 1 } })).toEqual({
      error: 'hello.since.?[31m ? should be an id of 1-64 letters, digits, _ or -',
    })
  })
})

test('an error about something long is cut to what a close frame takes', () => {
  for (const frame of [{ t: 'x'.repeat(500) }, { ...common[1], ['✓'.repeat(500)]: 1 }]) {
    expect(visitor(frame)).toEqual({ error: expect.stringMatching(/^.{120}$/) })
  }
})

test('a __proto__ key changes no prototype and is no conversation', () => {
  const hello = JSON.stringify(greeting).replace('"c1":4', '"__proto__":{"polluted":1},"c1":4')
  const parsed = parseVisitorUp(hello)
  expect(parsed).toEqual(greeting)
  const since = 't' in parsed && parsed.t === 'hello' ? parsed.since : null
  expect(Object.keys(since ?? {})).toEqual(['c1'])
  expect(Reflect.has(since ?? {}, 'polluted')).toBe(false)
  expect(parseVisitorUp('{"t":"sync","c":"__proto__","since":0}')).toEqual({
    error: expect.stringContaining('sync.c'),
  })
})

test('whatever arrives, parsing throws nothing and an error fits a close frame', () => {
  const field = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary', maxLength: 300 }))
  const keys = fc.oneof(
    fc.constantFrom(
      't',
      'c',
      'id',
      'text',
      'on',
      'upTo',
      'since',
      'page',
      'wish',
      'email',
      '__proto__',
    ),
    fc.string({ unit: 'binary', maxLength: 200 }),
  )
  const bent = fc
    .tuple(fc.constantFrom(...visitorFrames, ...agentFrames), fc.dictionary(keys, field))
    .map(([frame, extra]) => JSON.stringify({ ...frame, ...extra }))
  const since = fc
    .dictionary(fc.string({ unit: 'binary', maxLength: 200 }), field)
    .map(heads => JSON.stringify({ ...greeting, since: heads }))
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json(), bent, since), frame => {
      for (const parsed of [parseVisitorUp(frame), parseAgentUp(frame)]) {
        if (!('error' in parsed)) continue
        expect(parsed.error).not.toBe('')
        expect(Buffer.byteLength(parsed.error)).toBeLessThanOrEqual(120)
      }
    }),
    { numRuns: 1000 },
  )
})

/**
 * Fails when the wire changes, so that it never does by accident. When you meant it: raise VERSION in
 * protocol/version.ts, add its line to the history there and to docs/protocol.md, and put the new hash here.
 */
test('the wire is the one that VERSION names', () => {
  const wire = JSON.stringify({ VERSION, up: upSchemas(), down: downSchemas() })
  expect(createHash('sha256').update(wire).digest('hex')).toBe(
    '91f983a32d091a447fd9042fbeec69c15ca563b402b9ba2c00ae4cc20fc75fdb',
  )
})

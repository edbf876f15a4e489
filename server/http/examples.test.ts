import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createScene } from '../scene.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sapa-examples-'))
  const files = {
    'secret.txt': 'hidden',
    'pages/index.html': '<!doctype html><title>Pages</title>',
    'pages/csp.html': '<script nonce="NONCE"></script><script nonce="NONCE"></script>',
    'pages/hostile.css': '* { all: unset }',
    'pages/hostile.js': 'throw 1',
    'pages/react.tsx': 'hidden',
    'pages/.env.txt': 'hidden',
    'dist/secret.js': 'hidden',
    'dist/examples/react.js': 'built',
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(root, path, '..'), { recursive: true })
    await writeFile(join(root, path), text)
  }
})
afterEach(() => rm(root, { recursive: true }))

const scene = () => createScene({ dist: join(root, 'dist'), examples: join(root, 'pages') })

test('the example pages are served with their types, what of them was built under parts/', async () => {
  const { get } = await scene()
  const served = async (path: string) => {
    const answer = await get(path)
    return [answer.status, answer.headers.get('content-type'), await answer.text()]
  }
  const page = [200, 'text/html; charset=utf-8', '<!doctype html><title>Pages</title>']
  expect(await served('/examples/')).toEqual(page)
  expect(await served('/examples/index.html')).toEqual(page)
  expect(await served('/examples/hostile.css')).toEqual([
    200,
    'text/css; charset=utf-8',
    '* { all: unset }',
  ])
  const script = 'text/javascript; charset=utf-8'
  expect(await served('/examples/hostile.js')).toEqual([200, script, 'throw 1'])
  expect(await served('/examples/parts/react.js')).toEqual([200, script, 'built'])
  const moved = await get('/examples')
  expect([moved.status, moved.headers.get('location')]).toEqual([301, '/examples/'])
})

test('an ordinary example is asked for anew each time, and its policy lets nothing in from elsewhere', async () => {
  const { headers } = await (await scene()).get('/examples/')
  expect(headers.get('cache-control')).toBe('no-cache')
  expect(headers.get('content-security-policy')).toBe(
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'",
  )
})

test('[W5] the strict page has a nonce of its own with each answer, in its tags and in its policy, and no copy is kept', async () => {
  const { get } = await scene()
  const nonces = new Set<string>()
  for (let i = 0; i < 3; i++) {
    const answer = await get('http://shop.example:81/examples/csp.html')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/)
    const policy = Object.fromEntries(
      (answer.headers.get('content-security-policy') ?? '')
        .split('; ')
        .map(part => [part.split(' ', 1)[0], part.slice(part.indexOf(' ') + 1)]),
    )
    const nonce = /^'nonce-([\w-]{21})'$/.exec(policy['script-src'] ?? '')?.[1] ?? ''
    expect(await answer.text()).toBe(
      `<script nonce="${nonce}"></script><script nonce="${nonce}"></script>`,
    )
    expect(policy).toEqual({
      'default-src': "'self'",
      'script-src': `'nonce-${nonce}'`,
      'style-src': "'self'",
      'img-src': "'self' data:",
      'connect-src':
        'http://shop.example:81 https://shop.example:81 ws://shop.example:81 wss://shop.example:81',
      'object-src': "'none'",
      'base-uri': "'none'",
      'require-trusted-types-for': "'script'",
    })
    nonces.add(nonce)
  }
  expect(nonces.size).toBe(3)
})

test('an unknown example is a problem that says where they start', async () => {
  const answer = await (await scene()).get('/examples/none.html')
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    404,
    'application/problem+json',
  ])
  expect(await answer.json()).toMatchObject({ detail: expect.stringContaining('/examples/') })
})

test.each([
  '/examples/../secret.txt',
  '/examples/..%2fsecret.txt',
  '/examples/%2e%2e/secret.txt',
  '/examples/..%5csecret.txt',
  '/examples/.env.txt',
  '/examples/react.tsx',
  '/examples/parts/..%2fsecret.js',
  '/examples/parts/%2e%2e%2fsecret.js',
  '/examples/parts/',
  '/examples/x%00.html',
  '/examples/%zz',
])('[P] %s reaches no file', async path => {
  const answer = await (await scene()).get(path)
  expect(answer.status).toBe(404)
  expect(await answer.text()).not.toBe('hidden')
})

test('a relay without examples serves none', async () => {
  const { get } = await createScene({ examples: null })
  expect((await get('/examples/')).status).toBe(404)
})

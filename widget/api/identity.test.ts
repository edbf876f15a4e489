// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import { createStage } from './stage.ts'

const base64 = (value: object) =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(value))))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '')
const jwt = (sub: string) => `${base64({ alg: 'HS256' })}.${base64({ sub })}.c2ln`
const asked = (sub: string) => ({ t: 'identify', name: null, email: null, token: jwt(sub) })
const visitor = (external: string) => ({ id: `v-${external}`, name: null, email: null, external })

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})

test('[A] a name alone is passed on, unproven, and opens no line', async () => {
  const { sapa, calls } = createStage({ link: { state: 'idle' } })
  await sapa('identify', { name: 'Sari' })
  expect(calls).toEqual([{ t: 'identify', name: 'Sari', email: null, token: null }])
})

test('[A] the id must be the one that the token proves', async () => {
  const { sapa, calls } = createStage()
  await expect(sapa('identify', { id: '41', token: jwt('42') })).rejects.toThrow(
    "id: expected the sub of the token, '42', got '41'",
  )
  await sapa('identify', { id: '42', token: jwt('42') })
  await sapa('identify', { token: jwt('Jürgen ✓') })
  expect(calls[0]).toEqual(asked('42'))
})

test('[A] an id may be as long as a relay takes it, and no longer', async () => {
  const { sapa, calls } = createStage()
  const longest = 'x'.repeat(255)
  await sapa('identify', { id: longest, token: jwt(longest) })
  expect(calls).toEqual([asked(longest)])
  await expect(sapa('identify', { id: `${longest}x`, token: jwt('42') })).rejects.toThrow(
    'id: expected a string of 1-255 characters',
  )
})

test('[A] the same visitor again is asked for once', async () => {
  const { sapa, calls, change } = createStage()
  await sapa('identify', { token: jwt('42') })
  change({ visitor: visitor('42') })
  await sapa('identify', { token: jwt('42') })
  expect(calls).toEqual([asked('42')])
  await sapa('identify', { token: jwt('42'), name: 'Sari' })
  expect(calls).toHaveLength(2)
})

test('[A] another visitor in mid-conversation leaves the first one’s chat before anything else', async () => {
  const { sapa, calls, change } = createStage()
  await sapa('open')
  change({ visitor: visitor('42') })
  await sapa('compose', 'half a')
  await sapa('cart', null)
  const both = [sapa('identify', { token: jwt('43') }), sapa('send', 'mine')]
  await Promise.all(both)
  expect(calls.slice(3)).toEqual(['reset', 'forget', asked('43'), 'connect', 'mine'])
})

test('[A] two visitors one after the other before the line is open: only the second is asked for', async () => {
  const { sapa, calls } = createStage({ link: { state: 'idle' }, visitor: null })
  await sapa('identify', { token: jwt('42') })
  await sapa('identify', { token: jwt('43') })
  expect(calls).toEqual([asked('42'), 'reset', asked('43')])
})

test('[A] a visitor of an earlier page is left before the line is open', async () => {
  const first = createStage()
  await first.sapa('identify', { token: jwt('42') })
  const next = createStage({ link: { state: 'idle' }, visitor: null })
  await next.sapa('identify', { token: jwt('43') })
  expect(next.calls).toEqual(['reset', asked('43')])
})

test('[A] a refused token rejects, is an error event, and is not kept', async () => {
  const { sapa, relay } = createStage()
  const errors: unknown[] = []
  await sapa('on', 'error', (error: unknown) => errors.push(error))
  relay.answer = () => {
    throw new Error('the relay refused: forbidden')
  }
  await expect(sapa('identify', { token: jwt('42') })).rejects.toThrow('refused: forbidden')
  expect(errors).toEqual([{ verb: 'identify', message: 'Error: the relay refused: forbidden' }])
  expect(localStorage.length).toBe(0)
})

test('[A] reset leaves the visitor, what was told of them and what stood in the composer', async () => {
  const { sapa, calls, change } = createStage({ link: { state: 'idle' } })
  await sapa('set', { attributes: { vip: true } })
  await sapa('compose', 'half a sen')
  for (const word of ['who', 'agreed', 'mute', 'triggers'])
    localStorage.setItem(`sapa:s:${word}`, '1')
  for (const word of ['before', 'rated']) sessionStorage.setItem(`sapa:s:${word}`, '1')
  sessionStorage.setItem('sapa:s2:before', '1')
  await sapa('reset')
  const left = [...Object.keys(localStorage), ...Object.keys(sessionStorage)].sort()
  expect(left).toEqual(['sapa:s2:before', 'sapa:s:agreed', 'sapa:s:mute', 'sapa:s:triggers'])
  change({ link: { state: 'connecting' } })
  expect(calls).toEqual([{ compose: 'half a sen' }, 'reset', 'forget'])
})

test('[W15] without consent nothing of this browser stays kept', async () => {
  const { sapa, calls } = createStage()
  await sapa('identify', { token: jwt('42') })
  localStorage.setItem('sapa:s:triggers', '{}')
  sessionStorage.setItem('sapa:s:before', '{}')
  await sapa('consent', false)
  expect([localStorage.length, sessionStorage.length]).toEqual([0, 0])
  expect(calls.slice(1)).toEqual([{ agree: false }])
  await sapa('open')
  await sapa('consent', false)
  expect(calls.slice(-2)).toEqual([{ agree: false }, 'forget'])
})

test('[W15] erase asks the shop first, and forgets here what it did there', async () => {
  const { sapa, calls, relay } = createStage()
  await sapa('identify', { token: jwt('42') })
  relay.answer = () => {
    throw new Error('the relay refused: too-fast')
  }
  await expect(sapa('erase')).rejects.toThrow('too-fast')
  expect(localStorage.length).toBe(1)
  relay.answer = () => {}
  sessionStorage.setItem('sapa:s:before', '{}')
  await sapa('erase')
  expect(calls.slice(-3)).toEqual(['connect', { t: 'erase' }, 'reset'])
  expect([localStorage.length, sessionStorage.length]).toEqual([0, 0])
})

import { beforeEach, expect, test } from 'vitest'
import type { Account, Directory } from '../core/ports.ts'
import { createMemoryStore } from '../store/memory.ts'
import { hashOf } from './secrets.ts'
import { createSessions, type Sessions } from './sessions.ts'

const DAY = 24 * 60 * 60 * 1000
const rina: Account = {
  id: 'rina',
  email: 'rina@shop.example',
  name: 'Rina',
  role: 'agent',
  capacity: 3,
  availability: 'away',
  away: 'chosen',
  departments: [],
  languages: [],
  password: null,
}

let directory: Directory
let now: number
let sessions: Sessions
beforeEach(async () => {
  directory = createMemoryStore()
  await directory.putAccount(rina)
  now = Date.UTC(2026, 10, 22)
  sessions = createSessions({ directory, clock: { now: () => now }, secure: false })
})

/** What a browser sends back of a Set-Cookie value. */
const sentBack = (setCookie: string) => setCookie.slice(0, setCookie.indexOf(';'))

test('a signed-in browser is its agent, between other cookies too', async () => {
  const cookie = sentBack(await sessions.start('rina'))
  expect(await sessions.agentOf(cookie)).toEqual(rina)
  expect(await sessions.agentOf(`a=1; ${cookie}; b="x=y"`)).toEqual(rina)
})

test('the cookie is out of reach of scripts and other sites, and lives 30 days', async () => {
  expect(await sessions.start('rina')).toMatch(
    /^sapa_session=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
  )
})

test('under https the cookie is bound to this host and https, and no other counts', async () => {
  const secure = createSessions({ directory, clock: { now: () => now }, secure: true })
  const setCookie = await secure.start('rina')
  expect(setCookie).toMatch(/^__Host-sapa_session=[\w-]{43}; .*; Secure$/)
  const cookie = sentBack(setCookie)
  expect(await secure.agentOf(cookie)).toEqual(rina)
  expect(await secure.agentOf(cookie.replace('__Host-', ''))).toBeNull()
  expect(await secure.end(cookie)).toMatch(/^__Host-sapa_session=; Max-Age=0; .*; Secure$/)
})

test('only the hash of a cookie is kept', async () => {
  const secret = sentBack(await sessions.start('rina')).replace('sapa_session=', '')
  expect(await directory.session(secret)).toBeNull()
  expect(await directory.session(hashOf(secret))).toMatchObject({ agent: 'rina' })
})

test('nobody is signed in by a cookie that is missing, made up or malformed', async () => {
  const cookie = sentBack(await sessions.start('rina'))
  const secret = cookie.replace('sapa_session=', '')
  const others = ['', ';;=', 'sapa_session', 'sapa_session=', `sapa_session=${'A'.repeat(43)}`]
  const bent = [`${cookie}A`, cookie.slice(0, -1), `x${cookie}`, `sapa_session=${hashOf(secret)}`]
  for (const other of [...others, ...bent]) expect(await sessions.agentOf(other)).toBeNull()
})

test('a session ends after 30 days and is then forgotten', async () => {
  const cookie = sentBack(await sessions.start('rina'))
  now += 30 * DAY - 1
  expect(await sessions.agentOf(cookie)).toEqual(rina)
  now += 1
  expect(await sessions.agentOf(cookie)).toBeNull()
  expect(await directory.session(hashOf(cookie.replace('sapa_session=', '')))).toBeNull()
})

test('signing out ends this browser only and clears its cookie', async () => {
  const here = sentBack(await sessions.start('rina'))
  const there = sentBack(await sessions.start('rina'))
  expect(await sessions.end(here)).toBe('sapa_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax')
  expect(await sessions.agentOf(here)).toBeNull()
  expect(await sessions.agentOf(there)).toEqual(rina)
  expect(await sessions.end('')).toContain('Max-Age=0')
})

test('a session of an account that is gone signs nobody in', async () => {
  expect(await sessions.agentOf(sentBack(await sessions.start('nobody')))).toBeNull()
})

// biome-ignore-all lint/suspicious/noThenProperty: the API’s word; it is never awaited
import { expect, test } from 'vitest'
import type { VisitorView } from '../../client/view.ts'
import type { Explained } from '../api/sapa.ts'
import { noTriggers, reasons, type Seen, tell, verdict } from './told.ts'

const agent = { id: 'a', name: 'Budi' }
const quiet: VisitorView = {
  ...{ link: { state: 'idle' }, state: { status: 'new' }, entries: [], typing: null, unread: 0 },
  ...{
    online: null,
    queue: null,
    site: null,
    visitor: null,
    log: [],
    consent: true,
    stored: true,
    complete: false,
    history: null,
  },
}
const untouched: Seen = {
  site: 'shop',
  url: 'https://relay.example',
  options: { site: 'shop' },
  isOpen: false,
  isHidden: false,
  view: null,
  role: { role: 'none' },
  conversation: null,
  answered: null,
  files: ['sapa.js'],
  now: 1000,
}
const said = (seen: Partial<Seen>) =>
  Object.fromEntries(
    tell({ ...untouched, ...seen }).flatMap(([, facts]) =>
      facts.map(({ name, value }) => [name, value]),
    ),
  )
const view = (part: Partial<VisitorView>) => said({ view: { ...quiet, ...part } })

test('[A] of a page that nobody touched it says so, and what the tag is', () => {
  expect(said({})).toMatchObject({
    Link: 'none: nobody has touched the chat',
    Socket: 'none in this browser',
    Visitor: 'unknown before the first line',
    Conversation: 'none on this page',
    'Could answer': 'the relay has not said',
    Chat: 'closed',
    Tag: 'no options',
    Consent: 'not asked for',
    Site: 'shop at https://relay.example',
    Wire: 'version 1',
    Fetched: 'sapa.js',
  })
  expect(said({ options: { site: 'shop', triggers: '', color: '#a0305c' } }).Tag).toBe(
    'triggers, color=#a0305c',
  )
  expect(said({ isOpen: true }).Chat).toBe('open')
  expect(said({ isOpen: true, isHidden: true }).Chat).toBe('hidden')
})

test('[A] it says how the line stands, and why there is none', () => {
  expect(view({}).Link).toBe('none: the client is here, no line was needed')
  expect(view({ link: { state: 'connecting' } }).Link).toBe('connecting')
  expect(view({ link: { state: 'online' } }).Link).toBe('online')
  expect(view({ link: { state: 'waiting', retryAt: 3500 } }).Link).toBe('lost, tries again in 3 s')
  expect(view({ link: { state: 'waiting', retryAt: 0 } }).Link).toBe('lost, tries again in 0 s')
  expect(view({ link: { state: 'stopped', reason: 'no such site' } }).Link).toBe(
    'stopped: no such site',
  )
})

test('[A] it says which tab has the one socket', () => {
  const socket = (role: Seen['role']) => said({ role }).Socket
  expect(socket({ role: 'holder', others: 0 })).toBe('this tab holds it')
  expect(socket({ role: 'holder', others: 1 })).toBe('this tab holds it, for 1 other tab too')
  expect(socket({ role: 'holder', others: 4 })).toBe('this tab holds it, for 4 other tabs too')
  expect(socket({ role: 'guest' })).toBe('another tab holds it')
  expect(socket({ role: 'alone' })).toContain('its own')
})

test('[A] it says who the visitor is, in which conversation, and who could answer', () => {
  const visitor = { id: 'v1', name: 'Dewi', email: null, external: 'c-42' }
  expect(view({ visitor }).Visitor).toBe('v1, Dewi, signed in as c-42')
  const state: VisitorView['state'] = {
    status: 'assigned',
    ...{ agent, visitor: 'v1', openedAt: 0, episode: null },
    read: { visitor: 0, agent: 0 },
  }
  const talking = said({ view: { ...quiet, state }, conversation: 'c1' })
  expect(talking.Conversation).toBe('assigned, with Budi, c1')
  const answered = { triggers: [], open: true, online: 1 }
  expect(said({ answered })['Could answer']).toBe('1 agent, business hours are open')
  expect(said({ answered: { ...answered, open: false, online: 0 } })['Could answer']).toBe(
    '0 agents, business hours are closed',
  )
})

test('[A] it says whether consent is waited for', () => {
  const options = { consent: '' }
  expect(said({ options }).Consent).toBe('asked for before the chat')
  expect(said({ options, view: quiet }).Consent).toBe('given')
  expect(said({ options, view: { ...quiet, consent: false } }).Consent).toContain('nothing is kept')
})

const trigger: Explained = {
  id: 'doubts',
  state: 'waiting',
  conditions: [
    { condition: 'seconds', wanted: 40, value: 12.34, holds: false },
    { condition: 'url', wanted: '/cart', value: 'https://shop.example/cart', holds: true },
  ],
  why: 'seconds is 12.34, expected 40',
  cap: { times: 2, days: 7, met: 2 },
  holdout: 0.125,
  always: false,
}

test('[A] of a trigger it says each condition with its value, cap, share held back and what it needs', () => {
  expect(verdict(trigger)).toBe('waiting: seconds is 12.34, expected 40')
  expect(verdict({ ...trigger, why: 'idle is 2.01739999999851, expected 40' })).toBe(
    'waiting: idle is 2, expected 40',
  )
  expect(verdict({ ...trigger, state: 'shown', why: null })).toBe('shown')
  expect(reasons(trigger)).toEqual([
    { name: 'seconds', value: '12.3, expected 40', holds: false },
    { name: 'url', value: '"https://shop.example/cart", expected "/cart"', holds: true },
    { name: 'cap', value: 'met 2 of 2 within 7 days', holds: false },
    { name: 'held back', value: '12.5 % of browsers' },
    { name: 'needs', value: 'somebody who could answer' },
  ])
  const free = { cap: { times: 1, days: 1, met: 0 }, holdout: 0, always: true }
  expect(reasons({ ...trigger, conditions: [], ...free })).toEqual([
    { name: 'cap', value: 'met 0 of 1 within 1 day', holds: true },
    { name: 'held back', value: 'no browser' },
    { name: 'needs', value: 'nobody there: it fires always' },
  ])
})

test('[A] where no trigger runs it says whether the tag or the settings are why', () => {
  expect(noTriggers({ options: {} })).toContain('no data-triggers')
  expect(noTriggers({ options: { triggers: '' } })).toContain('The settings of the site')
})

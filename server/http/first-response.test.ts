import { expect, test } from 'vitest'
import { defaultLadder } from '../../protocol/ladder.ts'
import { plainWidget } from '../../protocol/people.ts'
import type { FirstResponseBrief, Ledger } from '../../protocol/report.ts'
import { createScene } from '../scene.ts'

const DAY_MS = 86_400_000
const everything = { site: null, department: null, agent: null, timezone: 'UTC' }

async function desk() {
  const scene = await createScene()
  const cookie = await scene.signedIn('agent')
  const ask = (query: string) => scene.get(`/api/first-response${query}`, { cookie })
  const asked = () => scene.asked.reports.at(-1)
  return { ...scene, ask, asked }
}

test('[R11] without a range the report covers the last 24 hours of every site, up to this millisecond', async () => {
  const { ask, asked, clock } = await desk()
  const answer = await ask('')
  expect(answer.status).toBe(200)
  const to = clock.now() + 1
  expect(asked()).toEqual({ ...everything, from: to - DAY_MS, to })
  expect(await answer.json()).toMatchObject({ definition: expect.any(String), share: null })
})

test('[R11] times are epoch milliseconds or ISO 8601', async () => {
  const { ask, asked, store } = await desk()
  await store.putSite({
    id: 'shop',
    name: 'Shop',
    origins: ['https://s.example'],
    targetMs: 60_000,
    ladder: defaultLadder,
    hours: null,
    channel: null,
    widget: plainWidget,
    triggers: [],
  })
  await ask('?site=shop&from=1000&to=2000')
  expect(asked()).toEqual({ ...everything, site: 'shop', from: 1000, to: 2000 })
  await ask('?from=2026-11-21&to=2026-11-22T00:00:00%2B07:00')
  expect(asked()).toEqual({
    ...everything,
    from: Date.UTC(2026, 10, 21),
    to: Date.UTC(2026, 10, 21, 17),
  })
})

test.each([
  ['?from=yesterday', 'from: expected epoch milliseconds or an ISO 8601 time'],
  ['?to=12%20May', 'to: expected epoch milliseconds or an ISO 8601 time'],
  ['?from=2000&to=2000', 'from: expected a time before `to`'],
  ['?timezone=Asia/Bogor', 'timezone: expected the name of a time zone, such as Asia/Jakarta'],
  ['?timezone=', 'timezone: expected the name of a time zone, such as Asia/Jakarta'],
  ['?format=xls', 'format: expected json or csv'],
  [`?department=${'x'.repeat(65)}`, 'department: expected the id of a department'],
  [`?agent=${'x'.repeat(65)}`, 'agent: expected the id of an agent'],
  ['?from=0&to=31622400001', 'from: expected at most 366 days before `to`'],
])('the question %s is refused', async (query, detail) => {
  const { ask } = await desk()
  const answer = await ask(query)
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ detail: expect.stringContaining(detail) })
})

test.each(['site', 'department', 'agent'])(
  'an unknown %s is a 404 and not an empty report',
  async what => {
    const { ask, asked } = await desk()
    const answer = await ask(`?${what}=none`)
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({
      detail: expect.stringContaining(`no ${what} none`),
    })
    expect(asked()).toBeUndefined()
  },
)

test('[R11] a report can be of one department, one agent and in one time zone; empty means all', async () => {
  const { ask, asked, store } = await desk()
  await store.putDepartment({ id: 'sales', name: 'Sales', hours: null })
  await ask('?department=sales&agent=agent&timezone=Asia/Jakarta&from=1&to=2')
  const picked = { department: 'sales', agent: 'agent', timezone: 'Asia/Jakarta' }
  expect(asked()).toEqual({ site: null, ...picked, from: 1, to: 2 })
  await ask('?site=&department=&agent=&from=1&to=2')
  expect(asked()).toEqual({ ...everything, from: 1, to: 2 })
})

const budi = { id: 'b', name: '=Budi, "B"' }
const ayu = { id: '-a', name: 'Ayu' }
const times = { ackedAt: null, openedAt: null, typedAt: null }
const answered: Ledger = {
  conversation: '-c1',
  site: 'shop',
  visitor: 'v1',
  n: 2,
  department: 'sales',
  startedAt: Date.UTC(2026, 10, 22, 6),
  resolvedAt: Date.UTC(2026, 10, 22, 6, 9),
  status: 'answered',
  firstResponseMs: 61_000,
  waitedMs: 61_000,
  targetMs: 60_000,
  ladder: defaultLadder,
  answeredBy: budi,
  substantiveMs: 70_000,
  breachedAt: Date.UTC(2026, 10, 22, 6, 1),
  phases: { queuedMs: 1, offeredMs: 3002, shownMs: 40_000, openedMs: 7997, typingMs: 10_000 },
  holders: [
    { ...times, agent: ayu, assignedAt: 1, endedAt: 3001, outcome: 'no-ack', heldMs: 3000 },
    { ...times, agent: budi, assignedAt: 3001, endedAt: 9, outcome: 'resolved', heldMs: 537_000 },
  ],
  waits: [],
}
const waiting: Ledger = {
  ...answered,
  conversation: 'c2',
  n: 1,
  department: null,
  resolvedAt: null,
  status: 'waiting',
  firstResponseMs: null,
  answeredBy: null,
  substantiveMs: null,
  breachedAt: null,
  holders: [],
}

test('[R10] as CSV a report is one row an episode: what became of it, its phases and its holders', async () => {
  const { ask, ledgers } = await desk()
  ledgers.push(answered, waiting)
  const answer = await ask('?format=csv')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
  expect(answer.headers.get('content-disposition')).toBe(
    'attachment; filename="first-response.csv"',
  )
  // As bytes: reading it as text takes the mark away.
  const written = Buffer.from(await answer.arrayBuffer()).toString('utf8')
  expect(written.split('\r\n')).toEqual([
    '\ufeffconversation,episode,site,department,visitor,started_at,resolved_at,status,first_response_ms,' +
      'substantive_ms,waited_ms,target_ms,breached_at,answered_by,answered_by_id,' +
      'queued_ms,offered_ms,shown_ms,opened_ms,typing_ms,holders',
    `'-c1,2,shop,sales,v1,2026-11-22T06:00:00.000Z,2026-11-22T06:09:00.000Z,answered,61000,` +
      `70000,61000,60000,2026-11-22T06:01:00.000Z,"'=Budi, ""B""",b,` +
      `1,3002,40000,7997,10000,"Ayu (-a) no-ack 3000 ms; =Budi, ""B"" (b) resolved 537000 ms"`,
    'c2,1,shop,,v1,2026-11-22T06:00:00.000Z,,waiting,,,61000,60000,,,,1,3002,40000,7997,10000,',
    '',
  ])
})

test('[R12] in brief it is the headline and at most as many ledgers as asked for, 20 unless told', async () => {
  const { ask, asked, ledgers } = await desk()
  for (let i = 0; i < 30; i++) ledgers.push(waiting)
  const brief = async (query: string) =>
    (await (await ask(`/brief${query}`)).json()) as FirstResponseBrief
  const told = await brief('?from=1&to=2')
  expect(asked()).toEqual({ ...everything, from: 1, to: 2 })
  expect(told).toMatchObject({ episodes: 30, definition: expect.any(String) })
  expect(told.ledgers).toHaveLength(20)
  expect((await brief('?ledgers=3')).ledgers).toHaveLength(3)
  expect(told).not.toHaveProperty('wall')
})

test.each(['-1', '201', '1e2', 'all'])('%s ledgers are refused', async count => {
  const { ask } = await desk()
  const answer = await ask(`/brief?ledgers=${count}`)
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({
    detail: 'ledgers: expected a whole number between 0 and 200',
  })
})

test.each(['', '?format=csv', '/brief'])(
  '[R11] a report that fails says so and what to do, and the log says why (%s)',
  async path => {
    const { ask, reports, lines } = await desk()
    const fails = () => Promise.reject(new Error('the thread ran out of memory'))
    reports.firstResponse = fails
    reports.brief = fails
    reports.ledgers = async function* () {
      yield await fails()
    }
    const answer = await ask(path)
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({
      detail: expect.stringContaining('ask again, or for a shorter range'),
    })
    expect(lines.map(([message]) => message)).toContain('report failed')
  },
)

test('[C1] strangers get no report', async () => {
  const { get } = await createScene()
  expect((await get('/api/first-response')).status).toBe(401)
})

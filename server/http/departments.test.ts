import { expect, test } from 'vitest'
import { createScene } from '../scene.ts'

async function asAdmin() {
  const scene = await createScene()
  const cookie = await scene.signedIn('admin')
  const send = (method: string, path: string, body?: unknown) =>
    scene.send(method, `/api/departments${path}`, body, { cookie })
  return { ...scene, cookie, send }
}

test('[R6] an admin adds departments, whose ids come from their names, renames and removes them', async () => {
  const { send, get, cookie, store, asked } = await asAdmin()
  const added = await send('POST', '', { name: ' Pre Sales ' })
  expect([added.status, await added.json()]).toEqual([
    201,
    { id: 'pre-sales', name: 'Pre Sales', hours: null },
  ])
  expect(await (await send('POST', '', { name: 'Pre-sales' })).json()).toMatchObject({
    id: 'pre-sales-2',
  })
  expect(await (await send('POST', '', { name: '客服' })).json()).toMatchObject({
    id: 'department',
  })
  const renamed = await send('PUT', '/pre-sales', { name: 'Penjualan' })
  expect([renamed.status, await renamed.json()]).toEqual([
    200,
    { id: 'pre-sales', name: 'Penjualan', hours: null },
  ])
  expect((await send('DELETE', '/pre-sales-2')).status).toBe(204)
  const left = [
    { id: 'department', name: '客服', hours: null },
    { id: 'pre-sales', name: 'Penjualan', hours: null },
  ]
  expect(await (await get('/api/departments', { cookie })).json()).toEqual(left)
  expect(await store.departments()).toEqual(left)
  expect(asked.refreshed).toBe(5)
})

test('[R6] nobody is a member of a department that was removed', async () => {
  const { send, store, account } = await asAdmin()
  for (const id of ['sales', 'care']) await store.putDepartment({ id, name: id, hours: null })
  await store.putAccount({ ...(await account('agent')), departments: ['care', 'sales'] })
  await send('DELETE', '/sales')
  expect(await store.account('agent')).toMatchObject({ departments: ['care'] })
  expect(await store.departments()).toEqual([{ id: 'care', name: 'care', hours: null }])
})

const night = [{ from: 1320, to: 1560 }]
const hours = {
  timezone: 'Asia/Jakarta',
  week: [night, night, night, night, [{ from: 0, to: 60 }, ...night], [], []],
  holidays: [{ date: '2026-12-25', ranges: [] }],
}

test('[R14] a department may have hours of its own; what a change leaves out stays, null takes them away', async () => {
  const { send, store } = await asAdmin()
  const added = await send('POST', '', { name: 'Care', hours })
  expect([added.status, await added.json()]).toEqual([201, { id: 'care', name: 'Care', hours }])
  expect(await store.departments()).toEqual([{ id: 'care', name: 'Care', hours }])
  const renamed = await send('PUT', '/care', { name: 'Perawatan' })
  expect(await renamed.json()).toEqual({ id: 'care', name: 'Perawatan', hours })
  const bare = await send('PUT', '/care', { name: 'Care', hours: null })
  expect(await bare.json()).toEqual({ id: 'care', name: 'Care', hours: null })
  expect(await store.departments()).toEqual([{ id: 'care', name: 'Care', hours: null }])
})

const of = (part: object) => ({ name: 'Sales', hours: { ...hours, ...part } })

test.each([
  [{}, 'name: expected 1 to 80 characters'],
  [{ name: '  ' }, 'name: expected 1 to 80 characters'],
  [{ name: 'x'.repeat(81) }, 'name: expected 1 to 80 characters'],
  [{ name: 'Sales', id: 'sales' }, 'id: no such field'],
  [
    { name: 'Sales', hours: 'always' },
    'hours: expected hours of timezone, week and holidays, or null for those of the site',
  ],
  [of({ week: 7 }), 'hours.week: expected a list of seven days'],
  [of({ week: [[{ from: '9', to: 10 }]] }), 'hours.week.0.0.from: expected a number of minutes'],
  [of({ open: true }), 'open: no such field'],
  [of({ timezone: 'Asia/Bogor' }), 'hours: There is no time zone “Asia/Bogor”'],
  [of({ week: [night] }), 'hours: The week has 1 days; expected 7'],
  [
    of({ week: hours.week.with(1, [{ from: 1320, to: 120 }]) }),
    'hours: Tuesday, 22:00–02:00: must end after it begins; past midnight, add 24 hours',
  ],
  [of({ holidays: [{ date: '2026-02-30', ranges: [] }] }), 'hours: There is no day “2026-02-30”'],
  [
    of({ timezone: 'X', holidays: [...hours.holidays, ...hours.holidays] }),
    'hours: There is no time zone “X”; expected a name like Europe/Berlin; hours: The holiday 2026-12-25 is there twice',
  ],
])('the department %j is refused', async (body, detail) => {
  const { send, store } = await asAdmin()
  await store.putDepartment({ id: 'sales', name: 'Sales', hours: null })
  for (const answer of [await send('POST', '', body), await send('PUT', '/sales', body)]) {
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ detail: expect.stringContaining(detail) })
  }
  expect(await store.departments()).toEqual([{ id: 'sales', name: 'Sales', hours: null }])
})

test('a department that is not there is a 404 that says where to look', async () => {
  const { send, asked } = await asAdmin()
  for (const answer of [await send('PUT', '/none', { name: 'x' }), await send('DELETE', '/none')]) {
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({
      detail: 'There is no department none; GET /api/departments lists them',
    })
  }
  expect(asked.refreshed).toBe(0)
})

test('[C1] agents read departments but do not change them; strangers do neither', async () => {
  const scene = await createScene()
  await scene.store.putDepartment({ id: 'sales', name: 'Sales', hours: null })
  const cookie = await scene.signedIn('agent')
  const all = async (options: { cookie?: string }) => [
    (await scene.get('/api/departments', options)).status,
    (await scene.send('POST', '/api/departments', { name: 'x' }, options)).status,
    (await scene.send('PUT', '/api/departments/sales', { name: 'x' }, options)).status,
    (await scene.send('DELETE', '/api/departments/sales', undefined, options)).status,
  ]
  expect(await all({ cookie })).toEqual([200, 403, 403, 403])
  expect(await all({})).toEqual([401, 401, 401, 401])
  expect(await scene.store.departments()).toEqual([{ id: 'sales', name: 'Sales', hours: null }])
})

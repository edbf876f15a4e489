import { expect, test } from 'vitest'
import { createScene } from '../scene.ts'

async function floor() {
  const scene = await createScene()
  const cookie = await scene.signedIn('admin')
  await scene.account('agent')
  const patch = (id: string, body: unknown) =>
    scene.send('PATCH', `/api/agents/${id}`, body, { cookie })
  return { ...scene, cookie, patch }
}

test('[R5] an admin changes what is given of name, capacity and role, and nothing else', async () => {
  const { patch, store, asked } = await floor()
  const before = await store.account('agent')
  const answer = await patch('agent', { capacity: 6 })
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ id: 'agent', capacity: 6, name: before?.name })
  expect(await store.account('agent')).toEqual({ ...before, capacity: 6 })
  expect(asked.refreshed).toBe(1)
  await patch('agent', { name: ' Dewi ', role: 'admin' })
  expect(await store.account('agent')).toMatchObject({ name: 'Dewi', role: 'admin', capacity: 6 })
})

test('[R6] departments and languages are replaced as lists, each entry once, tags in lower case', async () => {
  const { patch, store } = await floor()
  await store.putDepartment({ id: 'sales', name: 'Sales', hours: null })
  const answer = await patch('agent', {
    departments: ['sales', 'sales'],
    languages: ['ID', ' en ', 'id'],
  })
  expect(await answer.json()).toMatchObject({ departments: ['sales'], languages: ['id', 'en'] })
  expect(await store.account('agent')).toMatchObject({
    departments: ['sales'],
    languages: ['id', 'en'],
  })
  await patch('agent', { capacity: 2 })
  expect(await store.account('agent')).toMatchObject({ departments: ['sales'] })
  await patch('agent', { departments: [], languages: [] })
  expect(await store.account('agent')).toMatchObject({ departments: [], languages: [] })
})

test('[R6] a department that is not there is named, and nothing changes', async () => {
  const { patch, store } = await floor()
  const answer = await patch('agent', { departments: ['sales'], capacity: 9 })
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({
    detail: 'departments: There is no department sales; GET /api/departments lists them',
  })
  expect(await store.account('agent')).toMatchObject({ departments: [], capacity: 4 })
})

test('the answer never holds the password hash', async () => {
  const { patch } = await floor()
  expect(await (await patch('agent', { capacity: 2 })).text()).not.toContain('password')
})

test('[C1] the last admin stays admin', async () => {
  const { patch } = await floor()
  expect((await patch('admin', { role: 'agent' })).status).toBe(409)
  await patch('agent', { role: 'admin' })
  expect((await patch('admin', { role: 'agent' })).status).toBe(200)
})

test.each([
  [{}, 'expected at least one of name, capacity, role, departments and languages'],
  [{ capacity: 0 }, 'capacity: expected a whole number between 1 and 50'],
  [{ capacity: 2.5 }, 'capacity: expected a whole number between 1 and 50'],
  [{ capacity: '4' }, 'capacity: expected a whole number between 1 and 50'],
  [{ name: '' }, 'name: expected 1 to 80 characters'],
  [{ role: 'lead' }, 'role: expected agent or admin'],
  [{ departments: 'sales' }, 'departments: expected a list of at most 50 ids of departments'],
  [{ departments: [7] }, 'departments.0: expected a list of at most 50 ids of departments'],
  [{ departments: Array(51).fill('a') }, 'departments: expected a list of at most 50 ids'],
  [{ languages: ['id-ID'] }, 'languages.0: expected a primary language tag, such as id or en'],
  [{ languages: Array(21).fill('id') }, 'languages: expected a list of at most 20'],
  [{ languages: null }, 'languages: expected a list of at most 20'],
  [{ password: 'x' }, 'password: no such field'],
])('the change %j is refused', async (body, detail) => {
  const { patch } = await floor()
  const answer = await patch('agent', body)
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ detail: expect.stringContaining(detail) })
})

test('[C1] only an admin changes agents, and only those there are', async () => {
  const { patch, send, signedIn } = await floor()
  expect((await patch('nobody', { capacity: 3 })).status).toBe(404)
  const cookie = await signedIn('agent')
  const own = await send('PATCH', '/api/agents/agent', { role: 'admin' }, { cookie })
  expect(own.status).toBe(403)
  expect((await send('PATCH', '/api/agents/agent', { capacity: 3 })).status).toBe(401)
})

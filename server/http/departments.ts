import { Hono } from 'hono'
import type { Hours } from '../../protocol/hours.ts'
import type { Department } from '../../protocol/people.ts'
import { departmentBody } from '../schema/http.ts'
import type { Ctx, HttpEnv } from './env.ts'
import { adminOnly, body, signedIn } from './guard.ts'
import { problem } from './problem.ts'
import { freeId } from './slug.ts'

/** The groups that conversations can be addressed to: every agent may read them, admins add, change and remove them. */
export function departments(
  env: Pick<HttpEnv, 'auth' | 'directory' | 'desk' | 'hoursErrors'>,
): Hono<Ctx> {
  const { directory, desk } = env
  const app = new Hono<Ctx>()
  app.use('/departments/*', signedIn(env))

  async function known(id: string): Promise<Department | undefined> {
    return (await directory.departments()).find(department => department.id === id)
  }
  /** Everything that is wrong with hours whose fields are right each by itself; null when nothing is. */
  function faults(hours: Hours): string | null {
    const errors = env.hoursErrors(hours).map(error => `hours: ${error}`)
    return errors.join('; ') || null
  }

  app.get('/departments', async c => c.json(await directory.departments()))

  app.post('/departments', adminOnly, body(departmentBody), async c => {
    const { name, hours = null } = c.req.valid('json')
    const wrong = faults(hours)
    if (wrong) return problem(c, 400, wrong)
    const taken = new Set((await directory.departments()).map(({ id }) => id))
    const department = { id: freeId(name, taken, 'department'), name, hours }
    await directory.putDepartment(department)
    await desk.refresh()
    return c.json(department, 201)
  })

  app.put('/departments/:id', adminOnly, body(departmentBody), async c => {
    const id = c.req.param('id')
    const department = await known(id)
    if (!department) return problem(c, 404, unknownDepartment(id))
    const { name, hours = department.hours } = c.req.valid('json')
    const wrong = faults(hours)
    if (wrong) return problem(c, 400, wrong)
    const changed = { id, name, hours }
    await directory.putDepartment(changed)
    await desk.refresh()
    return c.json(changed)
  })

  app.delete('/departments/:id', adminOnly, async c => {
    const id = c.req.param('id')
    if (!(await known(id))) return problem(c, 404, unknownDepartment(id))
    // Members first: if this ends half-way, the department is still there and can be removed again.
    for (const account of await directory.accounts()) {
      if (!account.departments.includes(id)) continue
      const left = account.departments.filter(other => other !== id)
      await directory.putAccount({ ...account, departments: left })
    }
    await directory.removeDepartment(id)
    await desk.refresh()
    return c.body(null, 204)
  })

  return app
}

export function unknownDepartment(id: string): string {
  return `There is no department ${id}; GET /api/departments lists them`
}

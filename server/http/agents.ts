import { Hono } from 'hono'
import type { Account } from '../core/ports.ts'
import { agentBody } from '../schema/http.ts'
import { unknownDepartment } from './departments.ts'
import type { Ctx, HttpEnv } from './env.ts'
import { adminOnly, body, signedIn } from './guard.ts'
import { problem } from './problem.ts'

/** What an admin may change about an agent. */
export function agents(env: Pick<HttpEnv, 'auth' | 'directory' | 'desk'>): Hono<Ctx> {
  const { directory, desk } = env
  const app = new Hono<Ctx>()

  app.patch('/agents/:id', signedIn(env), adminOnly, body(agentBody), async c => {
    const account = await directory.account(c.req.param('id'))
    if (!account) return problem(c, 404, 'There is no agent with this id')
    const patch = c.req.valid('json')
    const leaves = account.role === 'admin' && patch.role === 'agent'
    if (leaves && isLastAdmin(account, await directory.accounts())) {
      return problem(c, 409, 'role: somebody has to be admin; make another agent admin first')
    }
    const groups = new Set((await directory.departments()).map(({ id }) => id))
    const stray = patch.departments?.find(id => !groups.has(id))
    if (stray !== undefined) return problem(c, 400, `departments: ${unknownDepartment(stray)}`)
    const next: Account = {
      ...account,
      name: patch.name ?? account.name,
      capacity: patch.capacity ?? account.capacity,
      role: patch.role ?? account.role,
      departments: patch.departments ?? account.departments,
      languages: patch.languages ?? account.languages,
    }
    await directory.putAccount(next)
    await desk.refresh()
    const { id, email, name, role, capacity, departments, languages } = next
    return c.json({ id, email, name, role, capacity, departments, languages })
  })

  return app
}

function isLastAdmin(account: Account, all: Account[]): boolean {
  return !all.some(other => other.role === 'admin' && other.id !== account.id)
}

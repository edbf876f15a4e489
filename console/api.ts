import type { Row } from '../protocol/down.ts'
import type { Hours } from '../protocol/hours.ts'
import type { Department, Role, Site, Visitor } from '../protocol/people.ts'
import type {
  Comparison,
  FirstResponseBrief,
  FirstResponseReport,
  TriggersReport,
} from '../protocol/report.ts'

/** Who is signed in. */
export interface Me {
  id: string
  email: string
  name: string
  role: Role
  needsPassword?: boolean
}

/** Why the relay said no; status 0 means that it could not be reached. */
export interface Problem {
  status: number
  detail: string
  /** Seconds to wait before the next try, when the relay named them. */
  retryAfterS: number | null
}

/** A report with what changed since the period of equal length before it. */
export type Report = FirstResponseReport & { comparison: Comparison }

export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem }

/** A site as it is set: as a whole, its id aside. */
export type SiteDraft = Omit<Site, 'id'>
/** What may be set of a department; hours that are left out stay. */
export interface DepartmentDraft {
  name: string
  hours?: Hours
}
/** What may be set of an agent; what is left out stays. */
export interface AgentDraft {
  capacity?: number
  departments?: string[]
  languages?: string[]
}
/** How a shop's server signs; the secret itself is told once, when it is made. */
export interface SignedIdentity {
  hasSecret: boolean
  jwksUrl: string | null
  issuer: string | null
  audience: string | null
}
type Known = { rows: Row[]; visitors: Visitor[] }

/** The relay's HTTP side, one function a question; a refusal is a value. */
export interface Api {
  me(): Promise<Answer<Me>>
  signIn(email: string, password: string): Promise<Answer<Me>>
  signOut(): Promise<Answer<null>>
  lookInvite(token: string): Promise<Answer<{ email: string; role: Role; name: string | null }>>
  acceptInvite(token: string, name: string, password: string): Promise<Answer<Me>>
  invite(email: string, role: Role): Promise<Answer<{ link: string; expiresAt: number }>>
  changePassword(current: string, next: string): Promise<Answer<null>>
  addSite(site: Pick<Site, 'name' | 'origins'>): Promise<Answer<Site>>
  putSite(id: string, site: SiteDraft): Promise<Answer<Site>>
  identity(site: string): Promise<Answer<SignedIdentity>>
  putIdentity(
    site: string,
    draft: Omit<SignedIdentity, 'hasSecret'>,
  ): Promise<Answer<SignedIdentity>>
  makeSecret(site: string): Promise<Answer<{ secret: string }>>
  dropSecret(site: string): Promise<Answer<null>>
  setAgent(agent: string, draft: AgentDraft): Promise<Answer<unknown>>
  addDepartment(name: string): Promise<Answer<Department>>
  putDepartment(id: string, draft: DepartmentDraft): Promise<Answer<Department>>
  removeDepartment(id: string): Promise<Answer<null>>
  resolved(before: number, limit: number): Promise<Answer<Known>>
  visitor(id: string): Promise<Answer<{ visitor: Visitor; conversations: Row[] }>>
  /** `question` is the query string: from, to, timezone, and site, department or agent. */
  firstResponse(question: URLSearchParams): Promise<Answer<Report>>
  /** The same question, answered in brief; `ledgers` is how many of each kind. */
  brief(question: URLSearchParams): Promise<Answer<FirstResponseBrief>>
  /** The same question; only the range and the site count. */
  triggers(question: URLSearchParams): Promise<Answer<TriggersReport>>
}

/** Speaks to the relay over `fetch`; `signedOut` is called when it no longer knows who we are. */
export function createApi(env: { fetch: typeof fetch; signedOut(): void }): Api {
  async function ask<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    let response: Response
    try {
      response = await env.fetch(path, {
        method,
        headers: method === 'GET' ? {} : { 'Content-Type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
    } catch {
      return { ok: false, problem: { status: 0, detail: '', retryAfterS: null } }
    }
    const text = await response.text().catch(() => '')
    if (response.ok) return { ok: true, value: read(text) as T }
    return { ok: false, problem: problemOf(response, read(text)) }
  }

  /** While the password changes the old cookie is dead and the new one on its way: others wait for it. */
  let change: Promise<unknown> = Promise.resolve()

  /** For questions that only the signed-in may ask. */
  async function asMe<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    await change
    const answer = await ask<T>(method, path, body)
    if (!answer.ok && answer.problem.status === 401) env.signedOut()
    return answer
  }

  return {
    me: () => asMe('GET', '/api/session'),
    signIn: (email, password) => ask('POST', '/api/session', { email, password }),
    signOut: () => ask('DELETE', '/api/session', {}),
    lookInvite: token => ask('POST', '/api/invites/look', { token }),
    acceptInvite: (token, name, password) =>
      ask('POST', '/api/invites/accept', { token, name, password }),
    invite: (email, role) => asMe('POST', '/api/invites', { email, role }),
    // A wrong current password may be answered with 401 too: that is no sign-out.
    changePassword(current, next) {
      const answer = ask<null>('POST', '/api/password', { current, next })
      change = answer
      return answer
    },
    addSite: site => asMe('POST', '/api/sites', site),
    putSite: (id, site) => asMe('PUT', sitePath(id), site),
    identity: id => asMe('GET', `${sitePath(id)}/identity`),
    putIdentity: (id, draft) => asMe('PUT', `${sitePath(id)}/identity`, draft),
    makeSecret: id => asMe('POST', `${sitePath(id)}/identity-secret`, {}),
    dropSecret: id => asMe('DELETE', `${sitePath(id)}/identity-secret`, {}),
    setAgent: (agent, draft) => asMe('PATCH', `/api/agents/${encodeURIComponent(agent)}`, draft),
    addDepartment: name => asMe('POST', '/api/departments', { name }),
    putDepartment: (id, draft) => asMe('PUT', `/api/departments/${encodeURIComponent(id)}`, draft),
    removeDepartment: id => asMe('DELETE', `/api/departments/${encodeURIComponent(id)}`, {}),
    resolved: (before, limit) =>
      asMe('GET', `/api/conversations?status=resolved&before=${before}&limit=${limit}`),
    visitor: id => asMe('GET', `/api/visitors/${encodeURIComponent(id)}`),
    firstResponse: question => asMe('GET', `/api/first-response?${question}`),
    brief: question => asMe('GET', `/api/first-response/brief?${question}`),
    triggers: question => asMe('GET', `/api/triggers/report?${question}`),
  }
}

const sitePath = (id: string): string => `/api/sites/${encodeURIComponent(id)}`

function read(text: string): unknown {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    // A proxy's HTML error page: the status says enough.
    return null
  }
}

function problemOf(response: Response, body: unknown): Problem {
  const detail = body && typeof body === 'object' && 'detail' in body ? body.detail : ''
  const wait = Number(response.headers.get('Retry-After') ?? Number.NaN)
  return {
    status: response.status,
    detail: typeof detail === 'string' ? detail : '',
    retryAfterS: Number.isFinite(wait) ? wait : null,
  }
}

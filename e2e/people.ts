import type { Site } from '../protocol/people.ts'
import type { FirstResponseBrief } from '../protocol/report.ts'
import type { RunningRelay } from './relay.ts'

/** Somebody with an account, signed in over HTTP. */
export interface Person {
  id: string
  name: string
  email: string
  password: string
  /** As a Cookie header has it: `name=value`. */
  cookie: string
  /** The relay that knows this account. */
  url: string
}

const PASSWORD = 'correct horse battery'

/** Accepts the link that the relay's first start printed; works once for a relay. */
export async function owner(relay: RunningRelay, name = 'Sari'): Promise<Person> {
  return accept(relay.url, relay.ownerLink, name)
}

/** Invites an agent, accepts for them and gives them their capacity. */
export async function addAgent(
  admin: Person,
  agent: { name: string; capacity?: number; role?: 'agent' | 'admin' },
): Promise<Person> {
  const { name, capacity, role = 'agent' } = agent
  const email = `${name.toLowerCase().replace(/\W+/g, '.')}@rumahmode.example`
  const person = await accept(admin.url, await inviteLink(admin, email, role), name)
  if (capacity !== undefined) await ask(admin, 'PATCH', `/api/agents/${person.id}`, { capacity })
  return person
}

/** A one-time link that makes the account of `email`. */
export async function inviteLink(
  admin: Person,
  email: string,
  role: 'agent' | 'admin' = 'agent',
): Promise<string> {
  const { link } = await ask<{ link: string }>(admin, 'POST', '/api/invites', { email, role })
  return link.replace(/^https?:\/\/[^/]+/, admin.url)
}

/** Adds a shop whose pages come from `origins`. */
export function addSite(
  admin: Person,
  site: { name: string; origins: string[]; targetMs?: number },
): Promise<Site> {
  return ask(admin, 'POST', '/api/sites', site)
}

/** Replaces what is named of a shop's settings. */
export async function changeSite(
  admin: Person,
  id: string,
  change: Partial<Omit<Site, 'id'>>,
): Promise<Site> {
  const site = (await ask<Site[]>(admin, 'GET', '/api/sites')).find(known => known.id === id)
  if (!site) throw new Error(`No site ${id} here`)
  const { id: _, ...settings } = { ...site, ...change }
  return ask(admin, 'PUT', `/api/sites/${id}`, settings)
}

/** First response in brief, of every site over the range that the relay takes by itself. */
export function firstResponse(admin: Person): Promise<FirstResponseBrief> {
  return ask(admin, 'GET', '/api/first-response/brief')
}

/** One HTTP call as this person; rejects with the relay's own words when it refuses. */
export async function ask<T>(
  person: Person,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const answer = await call(person.url, method, path, body, person.cookie)
  return answer.json() as Promise<T>
}

async function accept(url: string, link: string, name: string): Promise<Person> {
  const token = link.split('#invite=')[1]
  const given = { token, name, password: PASSWORD }
  const answer = await call(url, 'POST', '/api/invites/accept', given)
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  const { id, email } = (await answer.json()) as { id: string; email: string }
  return { id, name, email, password: PASSWORD, cookie, url }
}

async function call(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  cookie?: string,
): Promise<Response> {
  const headers: Record<string, string> = cookie ? { cookie } : {}
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  const sent = body === undefined ? {} : { body: JSON.stringify(body) }
  const answer = await fetch(`${url}${path}`, { method, headers, ...sent })
  if (!answer.ok) {
    throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`)
  }
  return answer
}

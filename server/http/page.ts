import type { Context } from 'hono'
import { originAllowed } from '../../protocol/origin.ts'
import type { Site } from '../../protocol/people.ts'
import type { Ctx, HttpEnv } from './env.ts'
import { problem } from './problem.ts'

/** Lets any page read the answer. */
export const open = {
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
} as const

/** The site `id` whose page asks, or the answer that says why there is none. */
export async function siteOfPage(
  { directory, base }: Pick<HttpEnv, 'directory' | 'base'>,
  c: Context<Ctx>,
  id: string,
): Promise<Site | Response> {
  const site = (await directory.sites()).find(known => known.id === id)
  if (!site) return problem(c, 404, `There is no site ${id}: check data-site in the tag`, open)
  const origins = originsOf(c.req.raw.headers, c.req.url, base())
  if (origins.some(origin => originAllowed(site.origins, origin))) return site
  const page = origins[0] || 'this page'
  return problem(c, 403, `${page} is no origin of ${id}: add it in the console's settings`, open)
}

/**
 * Where the page is from. A page of the relay itself, such as the demo shop, sends no Origin with a GET but says that
 * it is ours; it is then from the address in the request or, behind a proxy, from the public one.
 */
function originsOf(headers: Headers, url: string, base: string): string[] {
  const origin = headers.get('origin')
  if (origin) return [origin]
  return headers.get('sec-fetch-site') === 'same-origin' ? [new URL(url).origin, base] : []
}

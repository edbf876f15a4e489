import { originAllowed } from '../../protocol/origin.ts'
import type { Site } from '../../protocol/people.ts'
import type { Buckets } from './bucket.ts'
import type { Auth, UpgradeAnswer, UpgradeRequest } from './ports.ts'

const no = (status: number, reason: string): UpgradeAnswer => ({ ok: false, status, reason })

/** Who may open a socket: visitors from their site's origins, signed-in agents from the console's own origin. */
export async function admit(
  env: { auth: Auth; connections: Buckets; siteOf: (id: string) => Site | undefined },
  request: UpgradeRequest,
): Promise<UpgradeAnswer> {
  const { path, query, headers, address } = request
  if (env.connections.take(address) > 0) return no(429, 'too many connections; try again later')
  switch (path) {
    case '/visitor': {
      const site = env.siteOf(query.site ?? '')
      if (!site) return no(404, 'unknown site; expected the data-site of the tag in the console')
      if (!originAllowed(site.origins, headers.origin))
        return no(403, `origin ${headers.origin || '(none)'} is not among this site's origins`)
      const device = deviceOf(headers['user-agent'])
      return { ok: true, peer: { role: 'visitor', site: site.id, address, device } }
    }
    case '/agent': {
      if (!sameHost(headers.origin, headers.host))
        return no(403, 'the console is on another origin')
      const account = await env.auth.agentOf(headers.cookie)
      if (!account) return no(401, 'sign in first')
      return { ok: true, peer: { role: 'agent', agent: account.id, address } }
    }
    default:
      return no(404, 'expected /visitor or /agent')
  }
}

function sameHost(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host.toLowerCase()
}

const BROWSERS: [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/(Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const SYSTEMS: [RegExp, string][] = [
  [/\bAndroid\b/, 'Android'],
  [/\b(iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]

/** Browser and system in words, from a user agent: "Chrome on Android". */
export function deviceOf(userAgent: string): string {
  const name = (table: [RegExp, string][]) =>
    table.find(([pattern]) => pattern.test(userAgent))?.[1]
  const browser = name(BROWSERS)
  const system = name(SYSTEMS)
  if (browser && system) return `${browser} on ${system}`
  return browser ?? system ?? 'unknown device'
}

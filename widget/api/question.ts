import type { Trigger } from '../../protocol/trigger.ts'
import type { Embed } from '../ui/embed.ts'

/** What the relay answers without a line. */
export interface Answered {
  triggers: Trigger[]
  /** Whether the shop's business hours run. */
  open: boolean
  /** Agents who could answer now. */
  online: number
}

/**
 * Asks the relay once; rejects with its own words where it refuses. With `default` an answer that is a minute old will do.
 */
export async function question(
  { url, site, life }: Embed,
  cache: 'default' | 'no-store' = 'no-store',
): Promise<Answered> {
  const path = `${url}/api/widget/${encodeURIComponent(site)}/triggers`
  const answer = await fetch(path, { signal: life.signal, cache })
  const body = await answer.json()
  if (!answer.ok) throw new Error(`sapa: ${body.detail ?? body.title}`)
  return body
}

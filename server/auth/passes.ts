import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../core/ports.ts'

const LIFE_MS = 15 * 60_000

/** What shows that an agent opened a page of a site; nothing of it is kept. */
export interface Passes {
  /** Good for 15 minutes, on the pages of this site; fit for a URL. */
  issue(site: string): string
  isGood(pass: string, site: string): boolean
}

export function createPasses(env: { secret: string; clock: Pick<Clock, 'now'> }): Passes {
  const { secret, clock } = env

  // No visitor's token has a signed text like this one: theirs is two words of base64 with a dot between.
  const passFor = (site: string, end: string) => {
    const signed = createHmac('sha256', secret).update(`debug\n${site}\n${end}`).digest('base64url')
    return `${end}-${signed}`
  }
  return {
    issue: site => passFor(site, (clock.now() + LIFE_MS).toString(36)),
    isGood(pass, site) {
      const [end = ''] = pass.split('-', 1)
      const given = Buffer.from(pass)
      const right = Buffer.from(passFor(site, end))
      const isOurs = given.length === right.length && timingSafeEqual(given, right)
      return isOurs && Number.parseInt(end, 36) > clock.now()
    },
  }
}

import { defaultLadder } from '../protocol/ladder.ts'
import { plainWidget } from '../protocol/people.ts'
import type { Directory } from './core/ports.ts'

export const DEMO_SITE = 'demo'

/** As many as a site may have. */
const MOST = 50

/** Makes the demo shop's site, or lets the one there is be shown from the relay's present addresses. */
export async function ensureDemo(directory: Directory, own: readonly string[]): Promise<void> {
  const site = (await directory.sites()).find(({ id }) => id === DEMO_SITE)
  const missing = own.filter(origin => !site?.origins.includes(origin))
  if (site && missing.length === 0) return
  const origins = [...(site?.origins ?? []), ...missing].slice(-MOST)
  const fresh = {
    id: DEMO_SITE,
    name: 'Rumah Mode',
    targetMs: 60_000,
    ladder: defaultLadder,
    hours: null,
    channel: null,
    widget: plainWidget,
    triggers: [],
  }
  await directory.putSite({ ...(site ?? fresh), origins })
}

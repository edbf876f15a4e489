import { encode } from '../../client/encode.ts'
import type { Embed } from '../ui/embed.ts'

/** What the relay counts: who met a trigger, in which group, and what these browsers did then. */
export type Report =
  | { kind: 'exposure'; trigger: string; group: 'shown' | 'held'; key: string }
  | { kind: 'conversation' | 'order'; key: string }

/** Tells it the relay, also from a page that is left at once. What is lost is one less in a sum. */
export function report({ url, site }: Embed, told: Report): void {
  fetch(`${url}/api/widget/${encodeURIComponent(site)}/exposures`, {
    method: 'POST',
    // As plain text, or a browser would ask the relay first, for which a page that is left has no time.
    body: encode(told),
    keepalive: true,
  }).catch(Boolean)
}

import { z } from 'zod'
import type { Hours } from '../../protocol/hours.ts'
import type { Ladder } from '../../protocol/ladder.ts'
import { limits } from '../../protocol/limits.ts'
import type { Site, WidgetSettings } from '../../protocol/people.ts'
import type { Trigger } from '../../protocol/trigger.ts'
import { hoursShape } from './hours.ts'
import { name } from './http.ts'
import { triggers } from './trigger.ts'
import { widget } from './widget.ts'

const ORIGIN =
  'an origin of scheme, host and port without a path, such as https://shop.example or http://localhost:3000'
const ORIGINS = 'a list of 1 to 50 origins, such as ["https://shop.example"]'
const TARGET = 'a whole number of milliseconds between 5000 and 3600000'
const MS = 'a number of milliseconds'
const LADDER = 'a ladder of ackMs, nudgeMs, handOnMs, allHandsMs and graceMs'
const URL_OF =
  'an address that begins with http:, https:, mailto:, tel: or whatsapp:, of at most 2000 characters'
const CHANNEL = 'a channel of label and url, or null for none'

const schemes = ['http:', 'https:', 'mailto:', 'tel:', 'whatsapp:']

const origin = z.string(ORIGIN).transform((given, ctx) => {
  const normal = normalOrigin(given)
  if (normal) return normal
  ctx.issues.push({ code: 'custom', message: ORIGIN, input: given })
  return z.NEVER
})
const origins = z
  .array(origin, ORIGINS)
  .min(1, ORIGINS)
  .max(50, ORIGINS)
  .transform(list => [...new Set(list)])
const targetMs = z.int(TARGET).min(5000, TARGET).max(3_600_000, TARGET)
const step = z.number(MS)
/** Whether the steps make sense is the protocol's to say: see `ladderErrors`. */
const ladder = z.strictObject(
  { ackMs: step, nudgeMs: step, handOnMs: step, allHandsMs: step, graceMs: step },
  LADDER,
)
const channel = z
  .strictObject(
    {
      label: name,
      url: z.string(URL_OF).transform((given, ctx) => {
        const normal = normalLink(given)
        if (normal) return normal
        ctx.issues.push({ code: 'custom', message: URL_OF, input: given })
        return z.NEVER
      }),
    },
    CHANNEL,
  )
  .nullable()

/** What may be left out of a site's body, and then stays as it is. */
interface Rest {
  ladder?: Ladder | undefined
  hours?: Hours | undefined
  channel?: Site['channel'] | undefined
  widget?: WidgetSettings | undefined
  triggers?: Trigger[] | undefined
}
const rest = {
  ladder: ladder.optional(),
  hours: hoursShape('always').optional(),
  channel: channel.optional(),
  widget: widget.optional(),
  triggers: triggers.optional(),
}

/** Bodies of `/api/sites`; the target of a new site is 60 s unless given. */
export const newSiteBody: z.ZodType<{ name: string; origins: string[]; targetMs: number } & Rest> =
  z.strictObject({ name, origins, targetMs: targetMs.default(60_000), ...rest })
export const siteBody: z.ZodType<{ name: string; origins: string[]; targetMs: number } & Rest> =
  z.strictObject({ name, origins, targetMs, ...rest })

/** The origin a browser would send for this address, or null when it is none: wildcards, paths and other schemes are refused. */
function normalOrigin(given: string): string | null {
  const text = given.trim()
  if (!/^https?:\/\/[^/?#\\@*\s]+\/?$/i.test(text) || !URL.canParse(text)) return null
  return new URL(text).origin
}

/** The address as a browser reads it, or null when a visitor should not be sent there. */
function normalLink(given: string): string | null {
  const text = given.trim()
  if (!URL.canParse(text)) return null
  const { protocol, href } = new URL(text)
  return schemes.includes(protocol) && href.length <= limits.urlChars ? href : null
}

import { z } from 'zod'
import { limits } from '../../protocol/limits.ts'
import type { WidgetSettings } from '../../protocol/people.ts'
import { fields } from './card.ts'

const FLAG = 'true or false'
const SHARE = 'a share from 0 to 1'
const URL_OF = `an http or https address of at most ${limits.urlChars} characters, or null`
const flag = z.boolean(FLAG)

/** What a shop chose for its widget. */
export const widget: z.ZodType<WidgetSettings> = z.strictObject(
  {
    prechat: fields,
    away: flag,
    rating: flag,
    likely: z.number(SHARE).min(0, SHARE).max(1, SHARE),
    sneakPeek: flag,
    privacyUrl: z
      .string(URL_OF)
      .max(limits.urlChars, URL_OF)
      .regex(/^https?:\/\/[^\s]+$/i, URL_OF)
      .nullable(),
  },
  'settings of prechat, away, rating, likely, sneakPeek and privacyUrl',
)

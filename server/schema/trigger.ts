import { z } from 'zod'
import { limits } from '../../protocol/limits.ts'
import type { Trigger, When } from '../../protocol/trigger.ts'
import { card } from './card.ts'

/** Of one site. */
const TRIGGERS_MAX = 50

const { idChars, urlChars, textChars } = limits
const ID = `an id of 1-${idChars} letters, digits, _ or -`
const PART = `a part of an address of 1-${urlChars} characters`
const SECONDS = 'a number of seconds from 0 to 86400'
const MONEY = 'a number from 0'
const EVENT = `the name of an event of 1-${idChars} characters`
const CART = 'a cart with min, max or both, min not above max'
const MESSAGE = `a message of 1-${textChars} characters`
const THEN = 'open, a message, or a message and a card'
const TIMES = 'a whole number from 1 to 1000'
const DAYS = 'a whole number from 1 to 365'
const HOLDOUT = 'a share from 0 to 0.5'
const FLAG = 'true or false'
const TRIGGERS = `a list of at most ${TRIGGERS_MAX} triggers with different ids`
const SOME =
  'at least one condition: url, referrer, seconds, scroll, idle, exit, cart, returning, device, hours or event'

const part = z.string(PART).min(1, PART).max(urlChars, PART)
const seconds = z.number(SECONDS).min(0, SECONDS).max(86_400, SECONDS)
const money = z.number(MONEY).min(0, MONEY)
const message = z.string(MESSAGE).min(1, MESSAGE).max(textChars, MESSAGE)

const when: z.ZodType<When> = z
  .strictObject(
    {
      url: part.exactOptional(),
      referrer: part.exactOptional(),
      seconds: seconds.exactOptional(),
      scroll: z
        .number('per cent from 0 to 100')
        .min(0, 'per cent from 0 to 100')
        .max(100, 'per cent from 0 to 100')
        .exactOptional(),
      idle: seconds.exactOptional(),
      exit: z.literal(true, 'true, or nothing').exactOptional(),
      cart: z
        .strictObject({ min: money.exactOptional(), max: money.exactOptional() }, CART)
        .refine(
          ({ min, max }) => (min ?? max) !== undefined && (min ?? 0) <= (max ?? Infinity),
          CART,
        )
        .exactOptional(),
      returning: z.boolean(FLAG).exactOptional(),
      device: z.enum(['phone', 'desktop'], 'phone or desktop').exactOptional(),
      hours: z.enum(['open', 'closed'], 'open or closed').exactOptional(),
      event: z.string(EVENT).min(1, EVENT).max(idChars, EVENT).exactOptional(),
    },
    SOME,
  )
  .refine(conditions => Object.keys(conditions).length > 0, SOME)

const whole = (expected: string, max: number) => z.int(expected).min(1, expected).max(max, expected)

/** A trigger of a site; what is wrong with it is said part by part. */
export const trigger: z.ZodType<Trigger> = z.strictObject(
  {
    id: z.string(ID).regex(new RegExp(`^(?!__proto__$)[A-Za-z0-9_-]{1,${idChars}}$`), ID),
    on: z.boolean(FLAG),
    when,
    // biome-ignore lint/suspicious/noThenProperty: the protocol's word; it is never awaited
    then: z.union(
      [
        z.strictObject({ open: z.literal(true) }),
        z.strictObject({ message }),
        z.strictObject({ message, card }),
      ],
      THEN,
    ),
    cap: z.strictObject(
      { times: whole(TIMES, 1000), days: whole(DAYS, 365) },
      'a cap of times and days',
    ),
    always: z.boolean(FLAG),
    holdout: z.number(HOLDOUT).min(0, HOLDOUT).max(0.5, HOLDOUT),
  },
  'a trigger of id, on, when, then, cap, always and holdout',
)

/** The triggers of a site. */
export const triggers: z.ZodType<Trigger[]> = z
  .array(trigger, TRIGGERS)
  .max(TRIGGERS_MAX, TRIGGERS)
  .refine(list => new Set(list.map(({ id }) => id)).size === list.length, TRIGGERS)

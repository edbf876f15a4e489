import { z } from 'zod'
import type { Cart, Context, Order, Tracked } from '../../protocol/context.ts'
import { limits } from '../../protocol/limits.ts'

/** What a page tells of its visitor, part by part. */

const { contextParts, contextChars, idChars, urlChars } = limits
const TEXT = `a text of at most ${contextChars} characters`
const NAME = `a name of 1-${idChars} characters`
const VALUE = `a text of at most ${contextChars} characters, a number or a boolean`
const PROPERTIES = `at most ${contextParts} values by name`
const ITEMS = `at most ${contextParts} items of id, title, quantity and price`
const CURRENCY = 'the three letters of an ISO 4217 currency'
const NUMBER = 'a number'

const text = z.string(TEXT).max(contextChars, TEXT)
const name = z.string(NAME).regex(new RegExp(`^(?!__proto__$)[^]{1,${idChars}}$`), NAME)
const currency = z.string(CURRENCY).regex(/^[A-Z]{3}$/, CURRENCY)
const number = z.number(NUMBER)

/** Attributes of a visitor, or what a tracked event says of itself. */
export const properties: z.ZodType<Context['attributes']> = z
  .record(name, z.union([text, number, z.boolean()], VALUE), {
    error: issue => (issue.code === 'invalid_key' ? NAME : PROPERTIES),
  })
  .refine(values => Object.keys(values).length <= contextParts, PROPERTIES)

export const cart: z.ZodType<Cart> = z.strictObject(
  {
    items: z
      .array(
        z.strictObject({ id: text, title: text, quantity: number, price: number }, ITEMS),
        ITEMS,
      )
      .max(contextParts, ITEMS),
    total: number,
    currency,
  },
  'a cart of items, total and currency, or null',
)

export const order: z.ZodType<Omit<Order, 'at'>> = z.strictObject(
  { id: text.min(1, TEXT), total: number, currency },
  'an order of id, total and currency',
)

export const event: z.ZodType<Omit<Tracked, 'at'>> = z.strictObject(
  { name, props: properties },
  'an event of name and props',
)

const URL_OF = `an http or https address of at most ${urlChars} characters`
export const referrer: z.ZodType<string> = z
  .string(URL_OF)
  .max(urlChars, URL_OF)
  .regex(/^https?:\/\//i, URL_OF)

import { z } from 'zod'
import type { Answer, Card, CardAction, Field } from '../../protocol/card.ts'
import { limits } from '../../protocol/limits.ts'

/** What agents' messages, a site's form before the chat and its triggers are made of. */

const { cardParts, cardChars, idChars, urlChars, textChars } = limits
const TEXT = `a text of 1-${cardChars} characters`
const KEY = `a name of 1-${idChars} characters`
const URL_OF = `an http or https address of at most ${urlChars} characters, or null`
const list = (what: string) => `1-${cardParts} different ${what}`
const OPTIONS = `at most ${cardParts} different options, at least one for a choice and none for another type`

const text = z.string(TEXT).min(1, TEXT).max(cardChars, TEXT)
const key = z
  .string(KEY)
  // A name becomes a key of an answer, where this one would not be a key.
  .regex(new RegExp(`^(?!__proto__$)[^]{1,${idChars}}$`), KEY)
const url = z
  .string(URL_OF)
  .max(urlChars, URL_OF)
  .regex(/^https?:\/\/[^\s]+$/i, URL_OF)
  .nullable()

function distinct<T>(of: (item: T) => string): (items: T[]) => boolean {
  return items => new Set(items.map(of)).size === items.length
}

const field = z
  .strictObject(
    {
      name: key,
      label: text,
      type: z.enum(
        ['text', 'long', 'email', 'tel', 'number', 'choice'],
        'text, long, email, tel, number or choice',
      ),
      required: z.boolean('true or false'),
      options: z
        .array(text, OPTIONS)
        .max(cardParts, OPTIONS)
        .refine(
          distinct((option: string) => option),
          OPTIONS,
        ),
    },
    'a field of name, label, type, required and options',
  )
  .refine(({ type, options }) => (type === 'choice') === options.length > 0, {
    path: ['options'],
    message: OPTIONS,
  })

const FIELDS = `a list of at most ${cardParts} fields with different names`
/** The questions of a form, or none. */
export const fields: z.ZodType<Field[]> = z
  .array(field, FIELDS)
  .max(cardParts, FIELDS)
  .refine(
    distinct(({ name }: Field) => name),
    FIELDS,
  )

const parts = <T extends z.ZodType>(item: T, what: string, of: (item: z.infer<T>) => string) =>
  z
    .array(item, list(what))
    .min(1, list(what))
    .max(cardParts, list(what))
    .refine(distinct(of), list(what))
const action = z.strictObject({ id: key, label: text }, 'an action of id and label')
const ACTIONS = `at most ${cardParts} actions with different ids`

const CARD = 'a card of kind replies, product or form'
/** A card; what is wrong with it is said part by part. */
export const card: z.ZodType<Card> = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('replies'),
      options: parts(text, 'options', option => option),
    }),
    z.strictObject({
      kind: z.literal('product'),
      title: text,
      price: z.string(TEXT).max(cardChars, TEXT).nullable(),
      image: url,
      url,
      actions: z
        .array(action, ACTIONS)
        .max(cardParts, ACTIONS)
        .refine(
          distinct(({ id }: CardAction) => id),
          ACTIONS,
        ),
    }),
    z.strictObject({
      kind: z.literal('form'),
      title: text,
      fields: parts(field, 'fields', ({ name }) => name),
    }),
  ],
  CARD,
)

const VALUES = `at most ${cardParts} texts by name`
const VALUE = `a text of at most ${textChars} characters`
/** An answer as far as it can be judged without what it answers. */
export const answer = (to: z.ZodType<string>): z.ZodType<Answer> =>
  z.strictObject(
    {
      to: to.nullable(),
      values: z
        .record(key, z.string(VALUE).max(textChars, VALUE), {
          error: issue => (issue.code === 'invalid_key' ? KEY : VALUES),
        })
        .refine(values => Object.keys(values).length <= cardParts, VALUES),
    },
    'an answer of to and values',
  )

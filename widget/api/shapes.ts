import type { Cart, Context, Order } from '../../protocol/context.ts'
import type { Wish } from '../../protocol/events.ts'
import { limits } from '../../protocol/limits.ts'
import type { Page } from '../../protocol/people.ts'
import { isOneOf, isRecord, list, wrong } from '../ui/checks.ts'
import type { Wanted } from './sapa.ts'

/** What the page may tell, part by part; each throws what was expected. The relay takes no more than this. */

const wishes = ['department', 'language', 'agent', 'priority', 'attributes'] as const
const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= limits.contextChars
const isNumber = (value: unknown): value is number => Number.isFinite(value)
const isCurrency = (value: unknown): boolean =>
  typeof value === 'string' && /^[A-Z]{3}$/.test(value)

export function wantedOf(value: unknown): Wanted {
  if (!isRecord(value)) throw wrong('set', 'what', list(wishes), value)
  for (const [key, one] of Object.entries(value)) {
    if (!isOneOf(wishes, key)) throw wrong('set', key, list(wishes), one)
    if (key === 'attributes') properties('set', key, one)
    else if (key === 'priority') {
      if (one !== 0 && one !== 1 && one !== 2 && one !== 3)
        throw wrong('set', key, '0, 1, 2 or 3', one)
    } else {
      const max = key === 'language' ? limits.languageChars : limits.idChars
      if (one !== null && (typeof one !== 'string' || !one || one.length > max))
        throw wrong('set', key, `1-${max} characters, or null for none`, one)
    }
  }
  return value as Partial<Wish> & Wanted
}

export function properties(verb: string, name: string, value: unknown): Context['attributes'] {
  if (!isRecord(value) || Object.keys(value).length > limits.contextParts)
    throw wrong(verb, name, `an object of at most ${limits.contextParts} values`, value)
  for (const [key, one] of Object.entries(value)) {
    if (!isName(key)) throw wrong(verb, name, `names of 1-${limits.idChars} characters`, key)
    if (!isText(one) && !isNumber(one) && typeof one !== 'boolean')
      throw wrong(
        verb,
        `${name}.${key}`,
        `a number, true, false or at most ${limits.contextChars} characters`,
        one,
      )
  }
  return value as Context['attributes']
}

export function nameOf(value: unknown): string {
  if (isName(value)) return value
  throw wrong('track', 'name', `a string of 1-${limits.idChars} characters`, value)
}
function isName(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value !== '' &&
    value !== '__proto__' &&
    value.length <= limits.idChars
  )
}

export function pageOf(value: unknown): Page {
  if (value !== undefined && !isRecord(value))
    throw wrong('page', 'page', '{ url?: string, title?: string }', value)
  const { url = location.href, title = document.title } = value ?? {}
  if (typeof url !== 'string' || !/^https?:\/\//i.test(url))
    throw wrong('page', 'url', 'an http or https address', url)
  if (typeof title !== 'string') throw wrong('page', 'title', 'a string', title)
  return { url, title }
}

export function cartOf(value: unknown): Cart | null {
  if (value === null) return null
  if (!isRecord(value)) throw wrong('cart', 'cart', '{ items, total, currency } or null', value)
  const { items, total, currency } = value
  if (!Array.isArray(items) || items.length > limits.contextParts)
    throw wrong('cart', 'items', `a list of at most ${limits.contextParts}`, items)
  for (const [i, item] of items.entries()) {
    const { id, title, quantity, price } = isRecord(item) ? item : {}
    if (!isText(id) || !isText(title) || !isNumber(quantity) || !isNumber(price))
      throw wrong(
        'cart',
        `items[${i}]`,
        `id and title of at most ${limits.contextChars} characters, quantity and price as numbers`,
        item,
      )
  }
  money('cart', total, currency)
  const kept = items.map(({ id, title, quantity, price }) => ({ id, title, quantity, price }))
  return { items: kept, total: total as number, currency: currency as string }
}

export function orderOf(value: unknown): Omit<Order, 'at'> {
  if (!isRecord(value)) throw wrong('order', 'order', '{ id, total, currency }', value)
  const { id, total, currency } = value
  if (!isText(id) || !id)
    throw wrong('order', 'id', `a string of 1-${limits.contextChars} characters`, id)
  money('order', total, currency)
  return { id, total: total as number, currency: currency as string }
}

function money(verb: string, total: unknown, currency: unknown): void {
  if (!isNumber(total)) throw wrong(verb, 'total', 'a number', total)
  if (!isCurrency(currency))
    throw wrong(verb, 'currency', "three letters of ISO 4217, such as 'IDR'", currency)
}

import { limits } from '../../protocol/limits.ts'
import type { Trigger, When } from '../../protocol/trigger.ts'
import type { CustomTrigger } from '../api/sapa.ts'
import { isOneOf, isRecord, list, wrong } from '../ui/checks.ts'

/** A trigger as the engine runs it: from the site's settings, or the page's own. */
export type Rule = Omit<Trigger, 'when' | 'then'> & Pick<CustomTrigger, 'when' | 'then'>

const keys = ['id', 'when', 'then', 'cap', 'always', 'holdout'] as const
const isNumber = (value: unknown): value is number => Number.isFinite(value) && Number(value) >= 0
const isText = (value: unknown) => typeof value === 'string' && value !== ''

/** What each condition may be, and how that is said. */
const conditions: Record<keyof When, [holds: (value: unknown) => boolean, expected: string]> = {
  url: [isText, 'a part of an address'],
  referrer: [isText, 'a part of an address'],
  seconds: [isNumber, 'a number of seconds'],
  scroll: [value => isNumber(value) && value <= 100, 'per cent from 0 to 100'],
  idle: [isNumber, 'a number of seconds'],
  exit: [value => value === true, 'true'],
  cart: [isCart, '{ min?: number, max?: number }'],
  returning: [value => typeof value === 'boolean', 'true or false'],
  device: [value => isOneOf(['phone', 'desktop'], value), "'phone' or 'desktop'"],
  hours: [value => isOneOf(['open', 'closed'], value), "'open' or 'closed'"],
  event: [isText, 'the name of an event'],
}

/** The trigger that `sapa('trigger', value)` means; throws what was expected. */
export function ruleOf(value: unknown): Rule {
  const refuse = (argument: string, expected: string, got: unknown) => {
    throw wrong('trigger', argument, expected, got)
  }
  if (!isRecord(value)) throw wrong('trigger', 'trigger', '{ id, when, then }', value)
  for (const key of Object.keys(value))
    if (!isOneOf(keys, key)) refuse(key, `only ${list(keys)}`, value[key])
  const { id, when, then, cap = { times: 1, days: 1 }, always = false, holdout = 0 } = value
  if (typeof id !== 'string' || !/^[\w-]+$/.test(id) || id.length > limits.idChars)
    refuse('id', `1-${limits.idChars} letters, digits, _ or -`, id)
  if (typeof when !== 'function') {
    if (!isRecord(when) || !Object.keys(when).length)
      throw wrong('trigger', 'when', 'a function, or an object of conditions', when)
    for (const [key, one] of Object.entries(when)) {
      const [holds, expected] = conditions[key as keyof When] ?? []
      if (!holds || !expected) refuse(`when.${key}`, list(Object.keys(conditions)), one)
      else if (!holds(one)) refuse(`when.${key}`, expected, one)
    }
  }
  if (!isThen(then))
    refuse('then', "a function, 'open', { open: true } or { message, card? }", then)
  const { times, days } = isRecord(cap) ? cap : {}
  if (!isNumber(times) || !isNumber(days) || times < 1 || !days)
    refuse('cap', '{ times: number, days: number }', cap)
  if (typeof always !== 'boolean') refuse('always', 'true or false', always)
  if (!isNumber(holdout) || holdout > 0.5) refuse('holdout', 'a share from 0 to 0.5', holdout)
  return { ...(value as unknown as Rule), cap, always, holdout, on: true } as Rule
}

function isThen(value: unknown): boolean {
  if (value === 'open' || typeof value === 'function') return true
  if (!isRecord(value)) return false
  const { message } = value
  return value.open === true || (typeof message === 'string' && message.trim() !== '')
}

function isCart(value: unknown): boolean {
  if (!isRecord(value)) return false
  const { min, max } = value
  return (
    (min !== undefined || max !== undefined) &&
    [min, max].every(bound => bound === undefined || isNumber(bound))
  )
}

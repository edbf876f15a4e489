import type { Then, Trigger, When } from '../../protocol/trigger.ts'

/** A trigger as it is typed. */
export interface Rule {
  /** For the page alone: names may change while they are typed. */
  key: string
  id: string
  on: boolean
  url: string
  referrer: string
  seconds: string
  scroll: string
  idle: string
  cartMin: string
  cartMax: string
  event: string
  exit: boolean
  returning: '' | 'yes' | 'no'
  device: '' | 'phone' | 'desktop'
  hours: '' | 'open' | 'closed'
  does: 'open' | 'message'
  message: string
  times: string
  days: string
  always: boolean
  /** Per cent. */
  holdout: string
  /** What else stands in it, and stays. */
  then: Then
}

/** What can be wrong with one; the words are the dictionary's. */
export type Fault =
  | 'id'
  | 'twice'
  | 'long'
  | 'eventLong'
  | 'seconds'
  | 'percent'
  | 'money'
  | 'cart'
  | 'message'
  | 'times'
  | 'days'
  | 'holdout'
  | 'when'
export type Faults = Partial<Record<keyof Rule | 'when', Fault>>

export function freshRule(key: string, id: string): Rule {
  return {
    ...ruleOf({
      id,
      on: true,
      when: {},
      // biome-ignore lint/suspicious/noThenProperty: the protocol's word; it is never awaited
      then: { message: '' },
      cap: { times: 1, days: 7 },
      always: false,
      holdout: 0.1,
    }),
    key,
  }
}

export function ruleOf({ id, on, when, then, cap, always, holdout }: Trigger): Rule {
  const text = (value: string | number | undefined): string => String(value ?? '')
  return {
    ...{ key: id, id, on, always },
    ...{ url: text(when.url), referrer: text(when.referrer), event: text(when.event) },
    ...{ seconds: text(when.seconds), scroll: text(when.scroll), idle: text(when.idle) },
    ...{ cartMin: text(when.cart?.min), cartMax: text(when.cart?.max) },
    exit: when.exit === true,
    returning: when.returning === undefined ? '' : when.returning ? 'yes' : 'no',
    ...{ device: when.device ?? '', hours: when.hours ?? '' },
    does: 'open' in then ? 'open' : 'message',
    message: 'message' in then ? then.message : '',
    ...{ times: text(cap.times), days: text(cap.days) },
    holdout: text(Math.round(holdout * 10_000) / 100),
    then,
  }
}

/** What is wrong with a rule among `all`, by field; the relay judges the same. */
export function faultsOf(rule: Rule, all: readonly Rule[]): Faults {
  const faults: Faults = {}
  const number = (text: string, max: number): boolean => {
    const n = Number(text)
    return text.trim() === '' || (Number.isFinite(n) && n >= 0 && n <= max)
  }
  const whole = (text: string, max: number): boolean =>
    /^\d+$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= max
  if (!/^(?!__proto__$)[\w-]{1,64}$/.test(rule.id)) faults.id = 'id'
  else if (all.some(other => other !== rule && other.id === rule.id)) faults.id = 'twice'
  for (const field of ['url', 'referrer'] as const)
    if (rule[field].trim().length > 2000) faults[field] = 'long'
  if (rule.event.trim().length > 64) faults.event = 'eventLong'
  for (const field of ['seconds', 'idle'] as const)
    if (!number(rule[field], 86_400)) faults[field] = 'seconds'
  if (!number(rule.scroll, 100)) faults.scroll = 'percent'
  for (const field of ['cartMin', 'cartMax'] as const)
    if (!number(rule[field], Number.MAX_VALUE)) faults[field] = 'money'
  const { min = 0, max = Infinity } = whenOf(rule).cart ?? {}
  if (!faults.cartMin && !faults.cartMax && min > max) faults.cartMax = 'cart'
  const { length } = rule.message.trim()
  if (rule.does === 'message' && (length === 0 || length > 4000)) faults.message = 'message'
  if (!whole(rule.times, 1000)) faults.times = 'times'
  if (!whole(rule.days, 365)) faults.days = 'days'
  if (rule.holdout.trim() === '' || !number(rule.holdout, 50)) faults.holdout = 'holdout'
  if (Object.keys(whenOf(rule)).length === 0) faults.when = 'when'
  return faults
}

/** The trigger that a rule without faults means. */
export function triggerOf(rule: Rule): Trigger {
  const message = rule.message.trim()
  const card = 'card' in rule.then ? { card: rule.then.card } : {}
  return {
    ...{ id: rule.id, on: rule.on, always: rule.always, when: whenOf(rule) },
    // biome-ignore lint/suspicious/noThenProperty: the protocol's word; it is never awaited
    then: rule.does === 'open' ? { open: true } : { message, ...card },
    cap: { times: Number(rule.times), days: Number(rule.days) },
    holdout: Number(rule.holdout) / 100,
  }
}

/** Opens a page of the shop that shows there what the chat does and why; the relay lets the signed-in through alone. */
export function debugLink(site: string, page?: string): string {
  const link = `/api/sites/${encodeURIComponent(site)}/debug`
  return page === undefined ? link : `${link}?page=${encodeURIComponent(page)}`
}

/** The page of the shop where a rule can be seen at work: the part of its address, where that is one. */
export function testPage(rule: Rule, origin: string): string {
  const path = /^\/[^*?#\s]*$/.test(rule.url.trim()) ? rule.url.trim() : '/'
  const page = new URL(path, origin)
  return page.origin === new URL(origin).origin ? page.href : `${origin}/`
}

function whenOf(rule: Rule): When {
  const text = (name: 'url' | 'referrer' | 'event') => {
    const typed = rule[name].trim()
    return typed === '' ? {} : { [name]: typed }
  }
  const number = (name: 'seconds' | 'scroll' | 'idle') =>
    rule[name].trim() === '' ? {} : { [name]: Number(rule[name]) }
  const cart = {
    ...(rule.cartMin.trim() !== '' && { min: Number(rule.cartMin) }),
    ...(rule.cartMax.trim() !== '' && { max: Number(rule.cartMax) }),
  }
  return {
    ...text('url'),
    ...text('referrer'),
    ...text('event'),
    ...number('seconds'),
    ...number('scroll'),
    ...number('idle'),
    ...(rule.exit && { exit: true as const }),
    ...(Object.keys(cart).length > 0 && { cart }),
    ...(rule.returning !== '' && { returning: rule.returning === 'yes' }),
    ...(rule.device !== '' && { device: rule.device }),
    ...(rule.hours !== '' && { hours: rule.hours }),
  }
}

import type { When } from '../../protocol/trigger.ts'
import type { Explained } from '../api/sapa.ts'

/** A page and its visitor at one moment, as conditions see them; null is what nobody has told yet. */
export interface Sight {
  url: string
  referrer: string
  seconds: number
  scroll: number
  idle: number
  exit: boolean
  cart: number | null
  returning: boolean
  device: 'phone' | 'desktop'
  hours: 'open' | 'closed' | null
  events: ReadonlySet<string>
}

type Conditions = Explained['conditions']

/** Each condition that is named, with its value now and whether it holds. */
export function match(when: When, sight: Sight): Conditions {
  return (Object.keys(when) as (keyof When)[])
    .filter(name => when[name] !== undefined)
    .map(condition => {
      const wanted = when[condition]
      return {
        condition,
        wanted,
        value: present(condition, sight),
        holds: one(when, condition, sight),
      }
    })
}

function present(condition: keyof When, sight: Sight): unknown {
  return condition === 'event' ? [...sight.events] : sight[condition]
}

function one(when: When, condition: keyof When, sight: Sight): boolean {
  switch (condition) {
    case 'url':
    case 'referrer':
      return has(sight[condition], when[condition] ?? '')
    case 'seconds':
    case 'scroll':
    case 'idle':
      return sight[condition] >= (when[condition] ?? 0)
    case 'exit':
      return sight.exit
    case 'cart': {
      const { min = 0, max = Infinity } = when.cart ?? {}
      return sight.cart !== null && sight.cart >= min && sight.cart <= max
    }
    case 'returning':
    case 'device':
    case 'hours':
      return sight[condition] === when[condition]
    case 'event':
      return sight.events.has(when.event ?? '')
  }
}

/** Whether `text` has all pieces of `part`, which `*` separates, in their order. */
function has(text: string, part: string): boolean {
  let from = 0
  for (const piece of part.split('*')) {
    const at = text.indexOf(piece, from)
    if (at < 0) return false
    from = at + piece.length
  }
  return true
}

import type { Lift, TriggerLine, TriggersReport } from '../../protocol/report.ts'
import type { Exposure } from '../../protocol/trigger.ts'

/** Two-sided 95 % of a normal distribution. */
const Z = 1.959963984540054
/** Browsers that each group must have before a difference is told. */
export const ENOUGH = 30

interface Share {
  hits: number
  of: number
}

/**
 * The difference of two proportions, `a` less `b`, with its 95 % confidence interval by the score method without
 * continuity correction: R. G. Newcombe, Interval estimation for the difference between independent proportions,
 * Statistics in Medicine 17 (1998) 873–890, method 10. Each group must have somebody in it.
 */
export function difference(a: Share, b: Share): Lift {
  const [p, q] = [a.hits / a.of, b.hits / b.of]
  const [one, other] = [wilson(a), wilson(b)]
  return {
    difference: p - q,
    from: p - q - Math.hypot(p - one.low, other.high - q),
    to: p - q + Math.hypot(one.high - p, q - other.low),
  }
}

/** E. B. Wilson's score interval of one proportion (1927), as Newcombe uses it. */
function wilson({ hits, of }: Share): { low: number; high: number } {
  const p = hits / of
  const centre = 2 * of * p + Z * Z
  const reach = Z * Math.sqrt(Z * Z + 4 * of * p * (1 - p))
  const whole = 2 * (of + Z * Z)
  return { low: (centre - reach) / whole, high: (centre + reach) / whole }
}

const definition =
  'Browsers that met the conditions of a trigger in this range, each counted once; of those, who began a conversation and who ordered within seven days. Lift is the share of those who were shown it less the share of those who were held back, with its 95 % confidence interval (Newcombe 1998, method 10).'

/** What triggers brought, from the counts of both groups. Pure. */
export function triggersReport(
  query: { site: string | null; from: number; to: number },
  counts: readonly (Exposure & { site: string })[],
): TriggersReport {
  const lines = new Map<string, TriggerLine>()
  for (const { site, trigger, group, ...count } of counts) {
    const id = JSON.stringify([site, trigger])
    const none = { visitors: 0, conversations: 0, orders: 0 }
    const fresh = { site, trigger, shown: none, held: none }
    const line = lines.get(id) ?? { ...fresh, conversationLift: null, orderLift: null }
    lines.set(id, { ...line, [group]: count })
  }
  const triggers = [...lines.values()].map(line => ({
    ...line,
    conversationLift: lift(line, 'conversations'),
    orderLift: lift(line, 'orders'),
  }))
  return { definition, ...query, triggers }
}

function lift({ shown, held }: TriggerLine, of: 'conversations' | 'orders'): Lift | null {
  if (shown.visitors < ENOUGH || held.visitors < ENOUGH) return null
  return difference({ hits: shown[of], of: shown.visitors }, { hits: held[of], of: held.visitors })
}

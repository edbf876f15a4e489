import type { Exposure } from '../../../protocol/trigger.ts'
import type { Store } from '../../core/ports.ts'
import { CREDIT_MS, EXPOSURE_MS, TRIGGERS_COUNTED } from '../rules.ts'

type Group = Exposure['group']
interface Met {
  site: string
  key: string
  trigger: string
  group: Group
  at: number
  conversation: boolean
  order: boolean
}

/** Who met which trigger, in this process's memory. */
export function createMemoryExposures(): Pick<Store, 'expose' | 'convert' | 'exposures'> & {
  prune(now: number): void
} {
  const all = new Map<string, Met>()

  function fits(site: string, trigger: string): boolean {
    const theirs = [...all.values()].filter(met => met.site === site)
    const triggers = new Set(theirs.map(met => met.trigger))
    return triggers.has(trigger) || triggers.size < TRIGGERS_COUNTED
  }

  return {
    async expose({ known, ...met }) {
      const id = JSON.stringify([met.site, met.key, met.trigger])
      if (!all.has(id) && (known || fits(met.site, met.trigger)))
        all.set(id, { ...met, conversation: false, order: false })
    },
    async convert({ site, key, what, at }) {
      for (const met of all.values())
        if (met.site === site && met.key === key && met.at <= at && met.at >= at - CREDIT_MS)
          met[what] = true
    },
    async exposures({ site, from, to }) {
      const sums = new Map<string, Exposure & { site: string }>()
      for (const { trigger, group, ...met } of all.values()) {
        if ((site !== null && met.site !== site) || met.at < from || met.at >= to) continue
        const id = JSON.stringify([met.site, trigger, group === 'held'])
        const none = { visitors: 0, conversations: 0, orders: 0 }
        const sum = sums.get(id) ?? { site: met.site, trigger, group, ...none }
        sum.visitors += 1
        sum.conversations += Number(met.conversation)
        sum.orders += Number(met.order)
        sums.set(id, sum)
      }
      return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum)
    },
    prune(now) {
      for (const [id, { at }] of all) if (at < now - EXPOSURE_MS) all.delete(id)
    },
  }
}

import type { DatabaseSync } from 'node:sqlite'
import type { Store } from '../../core/ports.ts'
import { CREDIT_MS, TRIGGERS_COUNTED } from '../rules.ts'
import type { GroupCommit } from './commit.ts'

/** Counts who met which trigger and what they did then, a row for each browser and trigger. */
export function createExposing(
  db: DatabaseSync,
  { write }: GroupCommit,
): Pick<Store, 'expose' | 'convert'> {
  const add = db.prepare(
    `insert into exposure (site, key, trigger_id, held, met_at, talked, ordered)
     values (?, ?, ?, ?, ?, 0, 0) on conflict do nothing`,
  )
  const counted = db.prepare('select 1 from exposure where site = ? and trigger_id = ? limit 1')
  // From one trigger to the next by the index: however many rows a site has, this looks at one for each trigger.
  const triggers = db.prepare(
    `with recursive met (id) as (
       select min(trigger_id) from exposure where site = ?1
       union all
       select (select min(trigger_id) from exposure where site = ?1 and trigger_id > met.id)
         from met where met.id is not null
     ) select count(id) as count from met`,
  )
  const talk = db.prepare(
    'update exposure set talked = 1 where site = ? and key = ? and met_at between ? and ?',
  )
  const order = db.prepare(
    'update exposure set ordered = 1 where site = ? and key = ? and met_at between ? and ?',
  )
  const fits = (site: string, trigger: string) =>
    counted.get(site, trigger) !== undefined || Number(triggers.get(site)?.count) < TRIGGERS_COUNTED

  return {
    async expose({ site, key, trigger, group, at, known }) {
      await write(() => {
        if (known || fits(site, trigger)) add.run(site, key, trigger, group === 'held' ? 1 : 0, at)
      })
    },
    async convert({ site, key, what, at }) {
      await write(() => (what === 'order' ? order : talk).run(site, key, at - CREDIT_MS, at))
    },
  }
}

/** The sums of what was counted. */
export function createExposures(db: DatabaseSync): Pick<Store, 'exposures'> {
  const sums = db.prepare(
    `select site, trigger_id, held, count(*) as visitors, sum(talked) as conversations,
       sum(ordered) as orders
     from exposure where (?1 is null or site = ?1) and met_at >= ?2 and met_at < ?3
     group by site, trigger_id, held order by site, trigger_id, held`,
  )

  return {
    exposures: async ({ site, from, to }) =>
      sums.all(site, from, to).map(row => ({
        site: String(row.site),
        trigger: String(row.trigger_id),
        group: Number(row.held) === 1 ? ('held' as const) : ('shown' as const),
        visitors: Number(row.visitors),
        conversations: Number(row.conversations),
        orders: Number(row.orders),
      })),
  }
}

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { type Ladder, ladderFor } from '../../../protocol/ladder.ts'

/** Sites that still have the ladder they were given get the one that sites are given now; one that was set stays. */
export const defaultRungs: Migration = {
  async up(db: Kysely<unknown>) {
    const { rows } = await sql<{ id: string; target_ms: number; ladder: string }>`
      select id, target_ms, ladder from site`.execute(db)
    for (const { id, target_ms, ladder } of rows) {
      if (!same(JSON.parse(ladder) as Ladder, formerly(target_ms))) continue
      const now = JSON.stringify(ladderFor(target_ms))
      await sql`update site set ladder = ${now} where id = ${id}`.execute(db)
    }
  },
}

/** What a site was given for this target until then. */
function formerly(targetMs: number): Ladder {
  const [ackMs, graceMs] = [3000, 8000]
  if (targetMs > 45_000)
    return { ackMs, nudgeMs: 15_000, handOnMs: 30_000, allHandsMs: 45_000, graceMs }
  const part = (share: number) => Math.round(targetMs * share)
  return {
    ackMs: Math.min(ackMs, Math.max(1000, part(0.05))),
    nudgeMs: part(0.25),
    handOnMs: part(0.5),
    allHandsMs: part(0.75),
    graceMs,
  }
}

function same(one: Ladder, other: Ladder): boolean {
  const keys = Object.keys(other) as (keyof Ladder)[]
  return keys.every(key => one[key] === other[key])
}

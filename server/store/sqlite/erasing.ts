import type { DatabaseSync } from 'node:sqlite'
import type { Episode } from '../../../protocol/episode.ts'
import type { Store } from '../../core/ports.ts'
import { anonymous, NOBODY, visitorHash, wordless } from '../rules.ts'
import type { GroupCommit } from './commit.ts'

/** Forgets visitors for good: what is deleted is overwritten in the file, not only left unnamed. */
export function createErasing(
  db: DatabaseSync,
  { write }: GroupCommit,
): Pick<Store, 'forget' | 'isForgotten' | 'erasures'> & {
  /** The same as `isForgotten`, within a write. */
  forgotten: (visitor: string) => boolean
} {
  const find = db.prepare('select 1 from erasure where visitor_hash = ?')
  const theirs = db.prepare('select id from conversation where visitor = ?')
  const episodesOf = db.prepare('select n, body from episode where conversation = ?')
  const freeEpisode = db.prepare(
    'update episode set conversation = ?, visitor = ?, body = ? where conversation = ? and n = ?',
  )
  const dropEvents = db.prepare('delete from event where conversation = ?')
  const dropConversation = db.prepare('delete from conversation where id = ?')
  const dropVisitor = db.prepare('delete from visitor where id = ?')
  // Whoever used a token is nobody now, and nobody uses it again.
  const freeTokens = db.prepare(
    `update used_token set visitor = '' where visitor = ?1
     or visitor in (select visitor from became where into_visitor = ?1)`,
  )
  const dropBecame = db.prepare('delete from became where into_visitor = ?')
  const audit = db.prepare(
    `insert into erasure (visitor_hash, at, site, conversations) values (?, ?, ?, ?)
     on conflict (visitor_hash) do nothing`,
  )
  const newest = db.prepare(
    'select visitor_hash, at, site, conversations from erasure order by at desc limit ?',
  )

  const forgotten = (visitor: string) => find.get(visitorHash(visitor)) !== undefined

  function erase(c: string): void {
    const as = anonymous()
    for (const { n, body } of episodesOf.all(c)) {
      const kept = wordless(JSON.parse(String(body)) as Episode)
      freeEpisode.run(as, NOBODY, JSON.stringify(kept), c, Number(n))
    }
    dropEvents.run(c)
    dropConversation.run(c)
  }

  return {
    forgotten,
    forget: (visitor, site, at) =>
      write(() => {
        const cs = theirs.all(visitor).map(({ id }) => String(id))
        // Off again afterwards: overwriting what every append replaces would cost each of them.
        db.exec('pragma secure_delete = on')
        try {
          for (const c of cs) erase(c)
          dropVisitor.run(visitor)
          freeTokens.run(visitor)
          dropBecame.run(visitor)
        } finally {
          db.exec('pragma secure_delete = off')
        }
        audit.run(visitorHash(visitor), at, site, cs.length)
        return cs
      }),
    isForgotten: async visitor => forgotten(visitor),
    erasures: async limit =>
      newest.all(limit).map(row => ({
        at: Number(row.at),
        site: String(row.site),
        visitorHash: String(row.visitor_hash),
        conversations: Number(row.conversations),
      })),
  }
}

import type { DatabaseSync } from 'node:sqlite'
import { type Context, joined } from '../../../protocol/context.ts'
import type { Page } from '../../../protocol/people.ts'
import type { Directory } from '../../core/ports.ts'
import { unsigned } from '../rules.ts'
import type { GroupCommit } from './commit.ts'

/** Who visitors are by the word of a shop's server; each answer is one transaction. */
export function createIdentifying(
  db: DatabaseSync,
  { write }: GroupCommit,
  forgotten: (visitor: string) => boolean,
): Pick<
  Directory,
  'identify' | 'became' | 'unmerged' | 'useToken' | 'siteIdentity' | 'putSiteIdentity'
> & {
  /** Whether nothing is kept in the name of this visitor: it is forgotten, or became another. */
  gone: (visitor: string) => boolean
} {
  const findInto = db.prepare('select into_visitor, at from became where visitor = ?')
  const addBecame = db.prepare('insert into became (visitor, into_visitor, at) values (?, ?, ?)')
  const findVisitor = db.prepare('select * from visitor where id = ?')
  const findExternal = db.prepare(
    'select id from visitor where site = ? and external = ? order by id limit 1',
  )
  const dropVisitor = db.prepare('delete from visitor where id = ?')
  const renameVisitor = db.prepare('update visitor set id = ? where id = ?')
  const setVisitor = db.prepare(
    'update visitor set external = ?, name = ?, email = ?, context = ?, wish = ? where id = ?',
  )
  const findUnmerged = db.prepare(
    `select distinct visitor, into_visitor from became
     where exists (select 1 from conversation where conversation.visitor = became.visitor)`,
  )
  const addToken = db.prepare(
    `insert into used_token (hash, visitor, expires_at) values (?, ?, ?)
     on conflict (hash) do nothing`,
  )
  const findToken = db.prepare('select visitor from used_token where hash = ?')
  const findSite = db.prepare('select body from site_identity where site = ?')
  const putSite = db.prepare(
    `insert into site_identity (site, body) values (?, ?)
     on conflict (site) do update set body = excluded.body`,
  )

  const becameOf = (visitor: string) => {
    const found = findInto.get(visitor)
    return found ? { into: String(found.into_visitor), at: Number(found.at) } : null
  }

  function row(id: string) {
    const found = findVisitor.get(id)
    if (!found) return null
    const text = (name: string) => (found[name] === null ? null : String(found[name]))
    const page = text('page')
    return {
      wish: text('wish'),
      visitor: {
        ...{ id, site: String(found.site), name: text('name'), email: text('email') },
        external: text('external'),
        context: JSON.parse(String(found.context)) as Context,
        page: page === null ? null : (JSON.parse(page) as Page),
        ...{ language: String(found.language), timezone: String(found.timezone) },
        ...{ device: String(found.device), firstSeenAt: Number(found.first_seen_at) },
        online: false,
      },
    }
  }

  return {
    gone: visitor => forgotten(visitor) || becameOf(visitor) !== null,
    identify: (id, claims, at, fresh) =>
      write(() => {
        const { site, external } = claims
        const mine = row(becameOf(id)?.into ?? id)
        if (mine?.visitor.site !== site) return null
        const { visitor } = mine
        if (visitor.external !== null && visitor.external !== external) return null
        const isNew = visitor.external === null
        const found = isNew ? findExternal.get(site, external) : undefined
        const theirs = found ? row(String(found.id)) : null
        const known = theirs?.visitor ?? (isNew ? { ...unsigned(visitor), id: fresh } : visitor)
        const is = {
          ...known,
          external,
          name: claims.name ?? known.name,
          email: claims.email ?? known.email,
          context: theirs ? joined(known.context, visitor.context) : known.context,
        }
        if (theirs) dropVisitor.run(visitor.id)
        else if (isNew) renameVisitor.run(is.id, visitor.id)
        if (isNew) addBecame.run(visitor.id, is.id, at)
        const wish = mine.wish ?? theirs?.wish ?? null
        setVisitor.run(external, is.name, is.email, JSON.stringify(is.context), wish, is.id)
        return is
      }),
    became: async visitor => becameOf(visitor),
    unmerged: async () =>
      findUnmerged
        .all()
        .map(found => ({ from: String(found.visitor), into: String(found.into_visitor) })),
    useToken: (hash, visitor, expiresAt) =>
      write(() => {
        addToken.run(hash, visitor, expiresAt)
        return String(findToken.get(hash)?.visitor)
      }),
    async siteIdentity(site) {
      const found = findSite.get(site)
      const none = { secret: null, jwksUrl: null, issuer: null, audience: null }
      return found ? JSON.parse(String(found.body)) : none
    },
    async putSiteIdentity(site, body) {
      await write(() => putSite.run(site, JSON.stringify(body)))
    },
  }
}

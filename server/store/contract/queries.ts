import { expect, it } from 'vitest'
import { evolve, initial } from '../../../protocol/conversation.ts'
import type { Row } from '../../../protocol/down.ts'
import type { EpisodeKey, Store } from '../../core/ports.ts'
import { ani, answers, append, asks, assigned, opened, resolved } from './talk.ts'

const names = (rows: Row[]) => rows.map(({ c }) => c)

/** The questions of gateway, inbox and reports. */
export function queriesContract(given: () => Store): void {
  it('names the heads of a visitor on a site, most recently active first', async () => {
    const store = given()
    await append(store, 'a', [opened(), asks('m')], 1000)
    await append(store, 'b', [opened(), resolved()], 2000)
    await append(store, 'c', [opened()], 1500)
    await append(store, 'elsewhere', [opened('v1', 'other')], 3000)
    await append(store, 'stranger', [opened('v2')], 3000)
    await append(store, 'a', [asks('m2')], 2500)
    expect(Object.entries(await store.heads('shop', 'v1'))).toEqual([
      ['a', 3],
      ['b', 2],
      ['c', 1],
    ])
    expect(await store.heads('shop', 'nobody')).toEqual({})
  })

  it('names at most 32 heads', async () => {
    const store = given()
    for (let i = 0; i < 35; i++) await append(store, `c${i}`, [opened()], 1000 + i)
    const expected = Array.from({ length: 32 }, (_, i) => `c${34 - i}`)
    expect(Object.keys(await store.heads('shop', 'v1'))).toEqual(expected)
  })

  it('lists every waiting and assigned conversation as open, folded up to its head', async () => {
    const store = given()
    await append(store, 'waits', [opened(), asks('m')])
    await append(store, 'held', [opened('v2'), assigned()])
    await append(store, 'done', [opened('v3'), assigned(), resolved()])
    await append(store, 'again', [opened('v4'), resolved(), asks('m', 'v4')])
    const rows = await store.open()
    expect(names(rows).sort()).toEqual(['again', 'held', 'waits'])
    for (const { c, head, state } of rows) {
      const log = await store.read(c, 0, 10)
      expect({ head, state }).toEqual({ head: log.length, state: log.reduce(evolve, initial) })
    }
  })

  it('lists resolved conversations newest first, last active before a time, up to a limit', async () => {
    const store = given()
    for (const [c, at] of [
      ['old', 1000],
      ['newest', 4000],
      ['middle', 2000],
      ['newer', 3000],
    ] as const)
      await append(store, c, [opened(), resolved()], at)
    await append(store, 'open', [opened()], 1500)
    expect(names(await store.resolved(9000, 10))).toEqual(['newest', 'newer', 'middle', 'old'])
    expect(names(await store.resolved(9000, 2))).toEqual(['newest', 'newer'])
    expect(names(await store.resolved(3000, 10))).toEqual(['middle', 'old'])
    expect((await store.resolved(1001, 10))[0]).toMatchObject({
      c: 'old',
      head: 2,
      state: { status: 'resolved', lastAt: 1000 },
    })
  })

  it('names the conversations with an event at or after a time', async () => {
    const store = given()
    await append(store, 'before', [opened('v0')], 999)
    await append(store, 'at', [opened('v1'), asks('m')], 1000)
    await append(store, 'after', [opened('v2'), resolved()], 1001)
    const changed = await store.changed(1000)
    expect(changed.sort((a, b) => (a.c < b.c ? -1 : 1))).toEqual([
      { c: 'after', visitor: 'v2', head: 2 },
      { c: 'at', visitor: 'v1', head: 2 },
    ])
  })

  it("lists a visitor's conversations newest first, up to a limit", async () => {
    const store = given()
    await append(store, 'a', [opened()], 1000)
    await append(store, 'b', [opened(), resolved()], 3000)
    await append(store, 'c', [opened()], 2000)
    await append(store, 'stranger', [opened('v2')], 2000)
    expect(names(await store.ofVisitor('v1', 10))).toEqual(['b', 'c', 'a'])
    expect(names(await store.ofVisitor('v1', 2))).toEqual(['b', 'c'])
    expect(await store.ofVisitor('nobody', 2)).toEqual([])
  })

  it('lists episodes that started in a range, oldest first, of one site or of all', async () => {
    const store = given()
    await append(store, 'c3', [opened('v3'), asks('m', 'v3')], 3000)
    await append(store, 'c1', [opened('v1'), asks('m', 'v1')], 1000)
    await append(store, 'c2', [opened('v2', 'other'), asks('m', 'v2')], 2000)
    await append(store, 'quiet', [opened('v4')], 2000)
    const found = async (site: string | null, from: number, to: number) =>
      (await store.episodes({ site, from, to })).map(({ c }) => c)
    expect(await found(null, 0, 9000)).toEqual(['c1', 'c2', 'c3'])
    expect(await found(null, 1000, 3000)).toEqual(['c1', 'c2'])
    expect(await found(null, 1001, 3001)).toEqual(['c2', 'c3'])
    expect(await found('shop', 0, 9000)).toEqual(['c1', 'c3'])
    expect(await found('other', 0, 9000)).toEqual(['c2'])
    expect(await found('none', 0, 9000)).toEqual([])
  })

  it('lists episodes in pages, none twice and none left out, also those of one moment', async () => {
    const store = given()
    const talk = async (c: string, at: number, times = 1) => {
      await append(store, c, [opened(c), asks('m', c)], at)
      for (let n = 1; n < times; n++) await append(store, c, [resolved(), asks(`m${n}`, c)], at)
    }
    for (const c of ['b', 'a', 'd']) await talk(c, 2000)
    await talk('e', 1000)
    await talk('c', 2000, 3)
    await talk('f', 3000)
    for (const limit of [1, 2, 3, 9]) {
      const seen: [string, number][] = []
      for (let after: EpisodeKey | undefined; ; ) {
        const rows = await store.episodes({ site: null, from: 1000, to: 3000, limit, after })
        for (const { c, episode } of rows) seen.push([c, episode.n])
        const last = rows.at(-1)
        if (!last) break
        after = { startedAt: last.episode.startedAt, c: last.c, n: last.episode.n }
      }
      expect(seen.map(([c, n]) => `${c}${n}`).join(' ')).toBe('e1 a1 b1 c1 c2 c3 d1')
    }
  })

  it('[R13] lists the newest answered episodes of a site, newest answer first, up to a limit', async () => {
    const store = given()
    const chat = async (c: string, asked: number, answered: number | null, site = 'shop') => {
      await append(store, c, [opened(c, site), asks('m', c)], asked)
      if (answered !== null) await append(store, c, [assigned(), answers('a')], answered)
    }
    await chat('slow', 1000, 9000)
    await chat('quick', 2000, 2500)
    await chat('other', 2000, 8000, 'other')
    await chat('waits', 3000, null)
    await append(store, 'quick', [resolved(), asks('again', 'quick')], 4000)
    const found = async (site: string, limit: number) =>
      (await store.answers(site, limit)).map(({ c, episode }) => [c, episode.n, episode.answeredAt])
    expect(await found('shop', 10)).toEqual([
      ['slow', 1, 9000],
      ['quick', 1, 2500],
    ])
    await append(store, 'quick', [assigned(), answers('b')], 9500)
    expect(await found('shop', 2)).toEqual([
      ['quick', 2, 9500],
      ['slow', 1, 9000],
    ])
    expect((await store.answers('other', 1))[0]).toMatchObject({ site: 'other', visitor: 'other' })
    expect(await found('none', 10)).toEqual([])
  })

  it('keeps every episode of a conversation as the log folds it', async () => {
    const store = given()
    await append(store, 'c', [opened(), asks('m1')], 1000)
    await append(store, 'c', [assigned()], 1100)
    await append(store, 'c', [{ type: 'read', by: { role: 'agent', ...ani }, upTo: 2 }], 1200)
    await append(store, 'c', [answers('a1'), resolved()], 1300)
    await append(store, 'c', [asks('m2')], 2000)
    const log = await store.read('c', 0, 100)
    const folded = new Map<number, unknown>()
    log.reduce((state, recorded) => {
      const next = evolve(state, recorded)
      if (next.status !== 'new' && next.episode) folded.set(next.episode.n, next.episode)
      return next
    }, initial)
    const rows = await store.episodes({ site: 'shop', from: 0, to: 9000 })
    expect(rows).toEqual(
      [...folded.values()].map(episode => ({ c: 'c', site: 'shop', visitor: 'v1', episode })),
    )
    expect(rows.map(({ episode }) => episode.answeredAt)).toEqual([1300, null])
  })
}

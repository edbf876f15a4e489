import { expect, it } from 'vitest'
import { noContext } from '../../../protocol/context.ts'
import type { ConversationEvent } from '../../../protocol/events.ts'
import type { Visitor } from '../../../protocol/people.ts'
import type { Directory, Store } from '../../core/ports.ts'
import { answers, append, asks, assigned, opened, resolved } from './talk.ts'

const visitor: Visitor = {
  ...{ id: 'v1', site: 'shop', name: 'Dewi', email: null, external: null, context: noContext },
  ...{ page: null, language: 'id', timezone: 'Asia/Jakarta', device: 'Chrome' },
  ...{ firstSeenAt: 1000, online: false },
}
const rated = (comment: string): ConversationEvent => ({
  ...{ type: 'rated', score: 2, comment, likely: null, id: 'r1' },
})
const everything = { site: null, from: 0, to: 9000 }

/** [P] Who asks to be forgotten is: nothing of them is left, and nothing more is kept. */
export function forgettingContract(given: () => Store & Directory): void {
  it('[P] deletes the visitor and everything that was said, and nothing of anybody else', async () => {
    const store = given()
    await store.putVisitor(visitor, { wish: null, asks: ['a1'] })
    await store.putVisitor({ ...visitor, id: 'v2' })
    await append(store, 'c1', [opened(), asks('m1'), assigned(), answers('a1'), resolved()])
    await append(store, 'c2', [opened(), asks('m2')])
    await append(store, 'other', [opened('v2'), asks('m3', 'v2')])
    expect((await store.forget('v1', 'shop', 5000)).sort()).toEqual(['c1', 'c2'])
    for (const c of ['c1', 'c2']) {
      expect(await store.load(c)).toEqual({ head: 0, state: { status: 'new' } })
      expect(await store.read(c, 0, 10)).toEqual([])
    }
    expect(await store.heads('shop', 'v1')).toEqual({})
    expect(await store.ofVisitor('v1', 10)).toEqual([])
    expect(await store.resolved(9000, 10)).toEqual([])
    expect((await store.visitors(['v1', 'v2'])).map(({ id }) => id)).toEqual(['v2'])
    expect(await store.notes('v1')).toEqual({ wish: null, asks: [] })
    expect((await store.open()).map(({ c }) => c)).toEqual(['other'])
    expect((await store.changed(0)).map(({ c }) => c)).toEqual(['other'])
  })

  it('[P] [R8] leaves the times of the episodes for the reports, without words and as nobody’s', async () => {
    const store = given()
    const before = [opened(), asks('m1'), assigned(), answers('a1'), rated('“awful”')]
    await append(store, 'c1', before, 1500)
    await append(store, 'c1', [resolved(), asks('m2')], 2000)
    const were = await store.episodes(everything)
    await store.forget('v1', 'shop', 5000)
    const are = await store.episodes(everything)
    const times = (rows: typeof are) =>
      rows.map(({ site, episode: { n, startedAt, answeredAt, waits } }) => ({
        ...{ site, n, startedAt, answeredAt, waits },
      }))
    expect(times(are)).toEqual(times(were))
    expect(are).toHaveLength(2)
    expect(await store.answers('shop', 10)).toHaveLength(1)
    expect(are[0]?.episode.rating).toMatchObject({ score: 2, comment: null })
    const text = JSON.stringify([are, await store.answers('shop', 10)])
    for (const trace of ['"v1"', '"c1"', 'awful']) expect(text).not.toContain(trace)
    expect(new Set(are.map(({ c }) => c)).size).toBe(1)
  })

  it('[P] keeps a line of audit that does not say who it was, once', async () => {
    const store = given()
    await append(store, 'c1', [opened()])
    expect(await store.isForgotten('v1')).toBe(false)
    await store.forget('v1', 'shop', 5000)
    await store.forget('v1', 'shop', 6000)
    await store.forget('v3', 'shop', 7000)
    const audit = await store.erasures(10)
    const hash = expect.stringMatching(/^[\w-]{43}$/)
    expect(audit).toEqual([
      { at: 7000, site: 'shop', visitorHash: hash, conversations: 0 },
      { at: 5000, site: 'shop', visitorHash: hash, conversations: 1 },
    ])
    expect(await store.erasures(1)).toEqual(audit.slice(0, 1))
    expect(await store.isForgotten('v1')).toBe(true)
    expect(await store.isForgotten('v2')).toBe(false)
  })

  it('[P] keeps nothing more of who was forgotten', async () => {
    const store = given()
    await append(store, 'c1', [opened(), asks('m1')])
    await store.forget('v1', 'shop', 5000)
    await store.putVisitor(visitor)
    expect(await store.visitors(['v1'])).toEqual([])
    const late = await append(store, 'c9', [opened(), asks('m2')])
    expect(late).toEqual({ ok: false, reason: 'forgotten' })
    expect((await store.load('c9')).head).toBe(0)
    // The same name begins another log with somebody else.
    expect(await append(store, 'c1', [opened('v2'), asks('m1', 'v2')])).toEqual({ ok: true })
    expect(await store.episodes(everything)).toHaveLength(2)
  })

  it('[P2] finds what a visitor asked for once under its number when it is asked again', async () => {
    const store = given()
    const acted = (id: string): ConversationEvent => ({
      ...{ type: 'acted', message: 'p', action: 'add', id },
    })
    await append(store, 'c', [opened(), asks('m1'), acted('k1')])
    expect(await append(store, 'c', [acted('k1')])).toEqual({
      ...{ ok: false, reason: 'duplicate', seq: 3 },
    })
    expect(await append(store, 'c', [acted('k2')])).toEqual({ ok: true })
    // An ask is no message, whatever it is called.
    expect(await append(store, 'c', [acted('m1')])).toEqual({ ok: true })
  })
}

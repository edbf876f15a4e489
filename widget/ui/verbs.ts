import { createControl, startOptions } from '../api/control.ts'
import { get } from '../api/facts.ts'
import { createIdentity } from '../api/identity.ts'
import { createLife, type Verbs } from '../api/life.ts'
import { listen } from '../api/listen.ts'
import { isOneOf, list, show } from './checks.ts'
import type { Embed } from './embed.ts'

const here = ['open', 'close', 'toggle', 'show', 'hide', 'start', 'shutdown'] as const
const talk = ['compose', 'send', 'identify', 'reset', 'get', 'on', 'once'] as const
const tells = ['set', 'page', 'cart', 'order', 'track'] as const
const rare = ['locale', 'theme', 'consent', 'export', 'erase'] as const
const shop = ['trigger', 'explain'] as const
const verbs = [...here, ...talk, ...tells, ...rare, ...shop] as const
type Name = (typeof verbs)[number]

/**
 * Runs the calls of the page's API, `sapa(verb, …)`, one after the other; each rejects with what was expected when it
 * makes no sense. The types of it are in api/sapa.ts.
 */
export function createVerbs(embed: Embed): (call: ArrayLike<unknown>) => Promise<unknown> {
  let table = begin()
  let turn: Promise<unknown> = Promise.resolve()

  function begin(): Verbs {
    const life = createLife(embed)
    const told = part(async () => (await import('../api/told.ts')).createTold(life))
    const seldom = part(async () => (await import('../api/seldom.ts')).createSeldom(life, reset))
    const triggers = part(async () => (await import('../triggers/engine.ts')).createEngine(life))
    const table: Verbs = {
      ...createControl(life),
      ...createIdentity(life),
      get: fact => get(life, fact),
      on: (event, fn) => listen(life, 'on', event, fn),
      once: (event, fn) => listen(life, 'once', event, fn),
      start,
      shutdown,
    }
    const reset = table.reset as Verbs[string]
    for (const [names, fetched] of [
      [tells, told],
      [rare, seldom],
      [shop, triggers],
    ] as const)
      for (const name of names)
        table[name] = async (first, second) => (await fetched())[name]?.(first, second)
    if (embed.options.triggers !== undefined) triggers().catch(error => life.fail(null, error))
    return table
  }
  async function start(given: unknown): Promise<void> {
    const options = startOptions(given)
    if (!embed.life.signal.aborted) {
      if (!options) return
      await shutdown()
    }
    embed.start(options)
    table = begin()
  }
  async function shutdown(): Promise<void> {
    // What is still on its way could not hear that it has ended.
    const [client] = await Promise.allSettled([embed.client.made, embed.panel.made])
    embed.life.abort()
    if (client.status === 'fulfilled') client.value?.close()
    embed.root.host.remove()
  }
  async function take(verb: Name, first: unknown, second: unknown): Promise<unknown> {
    if (embed.life.signal.aborted && verb !== 'start' && verb !== 'shutdown')
      throw new Error(`sapa('${verb}'): expected sapa('start') before, after a shutdown`)
    return table[verb]?.(first, second)
  }

  return async ({ 0: verb, 1: first, 2: second }) => {
    if (!isOneOf(verbs, verb)) throw new Error(`sapa: expected ${list(verbs)}, got ${show(verb)}`)
    const mine = turn.then(() => take(verb, first, second))
    turn = mine.catch(() => {})
    const done = await mine
    // An `off` is for the caller to call; what waits for the relay keeps nobody else waiting.
    return typeof done === 'function' && !gives.includes(verb) ? done() : done
  }
}

const gives: readonly Name[] = ['on', 'once', 'trigger']

/** Fetched when first wanted; after a failure the next call tries again. */
function part(fetch: () => Promise<Verbs>): () => Promise<Verbs> {
  let made: Promise<Verbs> | undefined
  return () => {
    made ??= fetch().catch(error => {
      made = undefined
      throw error
    })
    return made
  }
}

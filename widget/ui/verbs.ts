import { createControl, startOptions } from '../api/control.ts'
import { get } from '../api/facts.ts'
import { createLife, type Life, type Verb, type Verbs } from '../api/life.ts'
import { list, show } from './checks.ts'
import type { Embed } from './embed.ts'

/** Verbs of a part that is fetched when the first of them is called. */
interface Late {
  names: string[]
  make(life: Life): Promise<Verbs>
}

const engine: Late = {
  names: ['trigger', 'explain'],
  make: life => import('../triggers/engine.ts').then(part => part.createEngine(life)),
}
const late: Late[] = [
  {
    names: ['on', 'once'],
    make: life => import('../api/listen.ts').then(part => part.createListen(life)),
  },
  {
    names: ['identify', 'reset', 'consent', 'erase'],
    make: life => import('../api/identity.ts').then(part => part.createIdentity(life)),
  },
  {
    names: ['set', 'page', 'cart', 'order', 'track'],
    make: life => import('../api/told.ts').then(part => part.createTold(life)),
  },
  {
    names: ['locale', 'theme', 'export'],
    make: life => import('../api/seldom.ts').then(part => part.createSeldom(life)),
  },
  engine,
]
/** What the stub of docs/javascript-api.md puts behind a call, so that it could return a promise before there was anything. */
interface Promised {
  q: [resolve: (value: unknown) => void, reject: (error: unknown) => void]
}
/** What these resolve to is a function for the caller. */
const giving = /^on|trigger/

/**
 * Runs the calls of the page's API, `sapa(verb, …)`, one after the other; each rejects with what was expected when it
 * makes no sense. Its types are in api/sapa.ts.
 */
export function createVerbs(embed: Embed): (call: unknown[]) => Promise<unknown> {
  let table = begin()
  let turn: Promise<unknown> = Promise.resolve()

  function begin(): Verbs {
    const life = createLife(embed)
    const verbs: Verbs = { ...createControl(life), get: fact => get(life, fact), start, shutdown }
    for (const { names, make } of late) {
      let made: Promise<Verbs> | undefined
      const part = () => {
        made ??= make(life).catch(error => {
          made = undefined
          throw error
        })
        return made
      }
      for (const name of names)
        verbs[name] = async (first, second) => (await part())[name]?.(first, second)
      if (names === engine.names && embed.options.triggers != null)
        part().catch(error => life.fail(null, error))
    }
    // An agent whom the console sent here sees what is done and why; nothing shows before the relay knows the pass.
    const pass = /sapa-debug=([\w-]+)/.exec(location.search)?.[1]
    if (pass)
      fetch(`${embed.url}/api/widget/${embed.site}/debug?token=${pass}`)
        .then<unknown>(
          ({ ok }) =>
            ok && import('../debug/overlay.ts').then(part => part.showOverlay(life, verbs)),
        )
        .catch(Boolean)
    return verbs
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
    if (embed.life.signal.aborted) return
    // What is still on its way could not hear that it has ended.
    const [client] = await Promise.allSettled([embed.client.made, embed.panel.made])
    embed.life.abort()
    if (client.status === 'fulfilled') client.value?.close()
    embed.root.host.remove()
  }

  async function run(verb: unknown, first: unknown, second: unknown): Promise<unknown> {
    const names = Object.keys(table)
    if (typeof verb !== 'string' || !names.includes(verb))
      throw new Error(`sapa: expected ${list(names)}, got ${show(verb)}`)
    const mine = turn.then(() => {
      if (embed.life.signal.aborted && verb !== 'start' && verb !== 'shutdown')
        throw new Error(`sapa('${verb}'): expected sapa('start') before, after a shutdown`)
      return (table[verb] as Verb)(first, second)
    })
    turn = mine.catch(() => {})
    const done = await mine
    // What waits for the relay keeps nobody waiting but its caller.
    return typeof done === 'function' && !giving.test(verb) ? done() : done
  }
  return call => {
    const said: unknown[] = [...call]
    const promised = isPromised(said[said.length - 1]) && (said.pop() as Promised).q
    const done = run(said[0], said[1], said[2])
    return promised ? done.then(...promised) : done
  }
}

function isPromised(value: unknown): value is Promised {
  return Array.isArray((value as Partial<Promised> | undefined | null)?.q)
}

import type { VisitorClient, VisitorView } from '../../client/view.ts'
import { limits } from '../../protocol/limits.ts'
import { isOneOf, isRecord, list, show, wrong } from './checks.ts'
import type { Panel } from './mount.tsx'

type Listener = (value: unknown) => void
type Off = () => void

const clientEvents = ['ready', 'message', 'status', 'assigned', 'unread'] as const
const panelEvents = ['open', 'close'] as const
const wishes = ['department', 'language', 'agent', 'priority'] as const
const facts = ['state', 'unread', 'availability', 'conversation', 'visitor'] as const
const verbs = ['open', 'close', 'send', 'identify', 'set', 'on', 'get'] as const

/**
 * Runs the calls of the page's API, `sapa(verb, …)`; each rejects with what was expected when it makes no sense.
 * `host` fires `open` and `close`, and holds the launcher.
 */
export function createVerbs(
  makeClient: () => Promise<VisitorClient>,
  panel: () => Promise<Panel>,
  host: Element,
): (call: ArrayLike<unknown>) => Promise<unknown> {
  async function send(text: unknown): Promise<unknown> {
    if (typeof text !== 'string' || !text.trim())
      throw wrong('send', 'text', 'a string that is not empty', text)
    const client = await connected()
    return client.send(text)
  }

  async function identify(who: unknown): Promise<void> {
    if (!isRecord(who)) throw wrong('identify', 'who', '{ name?: string, email?: string }', who)
    for (const key of Object.keys(who)) {
      if (key !== 'name' && key !== 'email')
        throw wrong('identify', key, 'only name and email', who[key])
    }
    const { name, email } = who
    if (name !== undefined && typeof name !== 'string')
      throw wrong('identify', 'name', 'a string', name)
    if (email !== undefined && (typeof email !== 'string' || !/^\S+@\S+$/.test(email)))
      throw wrong('identify', 'email', 'an e-mail address', email)
    if (name === undefined && email === undefined)
      throw wrong('identify', 'who', 'a name or an email', who)
    const client = await connected()
    await client.identify({
      ...(name !== undefined && { name }),
      ...(email !== undefined && { email }),
    })
  }

  async function set(wish: unknown): Promise<void> {
    if (!isRecord(wish)) throw wrong('set', 'wish', list(wishes), wish)
    for (const [key, value] of Object.entries(wish)) {
      if (!isOneOf(wishes, key)) throw wrong('set', key, list(wishes), value)
      if (key === 'priority') {
        if (!isOneOf(['0', '1', '2', '3'], `${value}`) || typeof value !== 'number')
          throw wrong('set', key, '0, 1, 2 or 3', value)
        continue
      }
      const max = key === 'language' ? limits.languageChars : limits.idChars
      if (value !== null && (typeof value !== 'string' || !value || value.length > max))
        throw wrong('set', key, `1-${max} characters, or null for none`, value)
    }
    // Nobody is asked yet, so no line is opened for it.
    ;(await makeClient()).set(wish)
  }

  async function on(event: unknown, fn: unknown): Promise<Off> {
    if (!isOneOf([...clientEvents, ...panelEvents], event))
      throw wrong('on', 'event', list([...clientEvents, ...panelEvents]), event)
    if (typeof fn !== 'function') throw wrong('on', 'fn', 'a function', fn)
    const listener = harmless(event, fn as Listener)
    if (isOneOf(panelEvents, event)) {
      const heard = () => listener(undefined)
      host.addEventListener(event, heard)
      return () => host.removeEventListener(event, heard)
    }
    const client = await makeClient()
    const off = client.on(event, listener)
    // Who asks late must not wait for something that has happened.
    if (event === 'ready' && client.view.link.state === 'online') listener(client.view)
    return off
  }

  async function get(fact: unknown): Promise<unknown> {
    if (!isOneOf(facts, fact)) throw wrong('get', 'what', list(facts), fact)
    if (fact === 'availability') return availability(await connected())
    const { view } = await makeClient()
    switch (fact) {
      case 'state':
        return { open: isOpen(), link: view.link.state, status: view.state.status }
      case 'unread':
        return view.unread
      case 'visitor':
        return view.visitor
      case 'conversation':
        return conversation(view)
    }
  }

  function isOpen(): boolean {
    return !!host.shadowRoot?.querySelector('[aria-expanded="true"]')
  }
  async function connected(): Promise<VisitorClient> {
    const client = await makeClient()
    client.connect()
    return client
  }

  return async call => {
    const [verb, first, second] = Array.from(call)
    if (!isOneOf(verbs, verb)) throw new Error(`sapa: expected ${list(verbs)}, got ${show(verb)}`)
    switch (verb) {
      case 'open':
        return (await panel()).open()
      case 'close':
        // Nothing is fetched to close what was never opened.
        return isOpen() ? (await panel()).close() : undefined
      case 'send':
        return send(first)
      case 'identify':
        return identify(first)
      case 'set':
        return set(first)
      case 'on':
        return on(first, second)
      case 'get':
        return get(first)
    }
  }
}

/** A listener of the page that throws is the page's own affair: reported, and nothing else stops. */
function harmless(event: string, fn: Listener): Listener {
  return value => {
    try {
      fn(value)
    } catch (error) {
      console.error(`sapa('on', '${event}'): the listener threw`, error)
    }
  }
}

/** How many could answer, as soon as the relay has said it. */
function availability(client: VisitorClient): Promise<{ online: number }> {
  return new Promise((resolve, reject) => {
    let off: Off = () => {}
    const look = () => {
      const { online, link } = client.view
      if (online !== null) resolve({ online })
      else if (link.state === 'stopped') reject(new Error(`sapa('get'): ${link.reason}`))
      else return false
      off()
      return true
    }
    if (!look()) off = client.subscribe(look)
  })
}

function conversation({ state, entries }: VisitorView): unknown {
  if (state.status === 'new') return null
  return {
    status: state.status,
    agent: state.status === 'assigned' ? state.agent : null,
    messages: entries.filter(entry => entry.kind === 'message'),
  }
}

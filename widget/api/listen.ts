import { assignments, greetings, hear, messages, statuses, unread } from '../../client/hear.ts'
import type { Recorded, Seq } from '../../protocol/events.ts'
import { isOneOf, list, wrong } from '../ui/checks.ts'
import type { Life, Verbs } from './life.ts'

type Off = () => void

const clientEvents = ['ready', 'message', 'status', 'assigned', 'unread'] as const
const hostEvents = ['open', 'close', 'rating', 'trigger', 'card', 'error'] as const
const events = [...clientEvents, ...hostEvents, 'position', 'firstresponse'] as const

/** Both call `fn` at each event, or at the next one only, and resolve to the function that ends it. */
export function createListen(life: Life): Verbs {
  return {
    on: (event, fn) => listen(life, 'on', event, fn),
    once: (event, fn) => listen(life, 'once', event, fn),
  }
}

async function listen(life: Life, verb: 'on' | 'once', event: unknown, fn: unknown): Promise<Off> {
  const { embed, host } = life
  if (!isOneOf(events, event)) throw wrong(verb, 'event', list(events), event)
  if (typeof fn !== 'function') throw wrong(verb, 'fn', 'a function', fn)
  let isOver = false
  const offs: Off[] = []
  const off = () => {
    isOver = true
    for (const end of offs) end()
  }
  const tell = (value?: unknown) => {
    if (isOver) return
    if (verb === 'once') off()
    try {
      fn(value)
    } catch (error) {
      // The page's own affair: reported, and nothing else stops.
      console.error(`sapa('${verb}', '${event}'): the listener threw`, error)
    }
  }

  if (isOneOf(hostEvents, event)) {
    const heard = ({ detail }: CustomEventInit) => tell(detail ?? undefined)
    host.addEventListener(event, heard as Off)
    offs.push(() => host.removeEventListener(event, heard as Off))
    if (event !== 'error') return off
  }
  const client = await embed.client()
  switch (event) {
    case 'error': {
      let isTold = false
      const look = () => {
        const { link } = client.view
        if (link.state === 'stopped' && !isTold) tell({ verb: null, message: link.reason })
        isTold = link.state === 'stopped'
      }
      offs.push(client.subscribe(look))
      look()
      break
    }
    case 'position': {
      let last = client.view.queue
      offs.push(
        client.subscribe(() => {
          const { queue } = client.view
          const isSame = queue?.position === last?.position && queue?.etaMs === last?.etaMs
          last = queue
          if (!isSame) tell(queue)
        }),
      )
      break
    }
    case 'firstresponse': {
      // Only what this page saw unanswered: an older answer is no news.
      let open = 0
      const look = () => {
        const { state, log } = client.view
        const episode = state.status !== 'new' && state.episode
        if (!episode) return
        const { startSeq, answeredAt } = episode
        if (answeredAt === null) open = startSeq
        else if (startSeq === open) {
          open = 0
          tell(firstResponse(log, startSeq))
        }
      }
      offs.push(client.subscribe(look))
      look()
      break
    }
    case 'ready': {
      const ready = () => {
        const { online, visitor } = client.view
        tell({ online, visitor })
      }
      offs.push(hear(client, greetings, ready))
      // Who asks late must not wait for something that has happened.
      if (client.view.link.state === 'online') ready()
      break
    }
    case 'message':
      offs.push(hear(client, messages, tell))
      break
    case 'status':
      offs.push(hear(client, statuses, tell))
      break
    case 'assigned':
      offs.push(hear(client, assignments, tell))
      break
    case 'unread':
      offs.push(hear(client, unread, tell))
  }
  return off
}

/** How long the episode that began at `since` waited for an agent, and whose answer it was. */
function firstResponse(log: readonly Recorded[], since: Seq) {
  const asked = log.find(({ seq }) => seq === since)
  for (const { seq, at, event } of log)
    if (asked && seq > since && event.type === 'message' && event.by.role === 'agent')
      return { ms: at - asked.at, agent: { id: event.by.id, name: event.by.name } }
  return
}

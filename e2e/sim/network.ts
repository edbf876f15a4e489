import type { Device } from '../../client/device.ts'
import { createMemoryKeep, type Keep } from '../../client/keep.ts'
import type { MemoryClient, MemoryTransport } from '../../server/transport/memory.ts'
import type { TestClock } from './clock.ts'
import type { Random } from './random.ts'

/** One machine of a person: it outlives its pages, and its line can be cut. */
export interface Machine {
  readonly keep: Keep
  device: Device
  /** Frames on their way, in both directions. */
  pending(): number
  deliver(n: number): void
  /** Breaks the line; what was on its way is lost. */
  drop(): void
  setOffline(on: boolean): void
}

/** A machine whose sockets go to one of the relays that `pickRelay` offers at that moment. */
export function createMachine(env: {
  name: string
  clock: TestClock
  random: Random
  cookie: string
  pickRelay: () => MemoryTransport | undefined
  heard: (path: string, frame: unknown) => void
}): Machine {
  const { name, clock, random, cookie, pickRelay, heard } = env
  const keep = createMemoryKeep()
  const clients = new Set<MemoryClient>()
  /** Closed at this end; the relay hears of it when what is before it has been delivered. */
  const closing = new WeakSet<MemoryClient>()
  let offline = false
  let made = 0

  const device: Device = {
    openSocket(url, events) {
      let ended = false
      let client: MemoryClient | null = null
      const { pathname, searchParams } = new URL(url)
      const relay = offline ? undefined : pickRelay()
      const connecting = relay?.connect(
        {
          path: pathname,
          query: Object.fromEntries(searchParams),
          headers: { origin: 'https://shop.test', host: 'shop.test', cookie, 'user-agent': '' },
          address: name,
        },
        {
          onMessage(text) {
            heard(pathname, JSON.parse(text))
            events.frame(text)
          },
          onClose: events.closed,
        },
      )
      void Promise.resolve(connecting).then(answer => {
        if (!answer?.ok) return events.closed(1006, '')
        client = answer.client
        if (ended) return client.drop()
        clients.add(client)
        events.opened()
      })
      return {
        send: frame => client?.send(frame),
        close() {
          ended = true
          client?.close()
          if (client) closing.add(client)
        },
      }
    },
    now: clock.now,
    after: clock.after,
    random: random.next,
    newId: () => `${name}-${++made}`,
    keep,
    onNetwork: () => () => {},
    askWhy: async () => null,
    mark: () => false,
  }
  const waiting = ({ pending }: MemoryClient) => pending().up + pending().down

  return {
    keep,
    device,
    pending: () => [...clients].reduce((sum, client) => sum + waiting(client), 0),
    deliver(n) {
      for (const client of [...clients]) {
        client.deliverUp(n)
        client.deliverDown(n)
        if (closing.has(client) && client.pending().up === 0) clients.delete(client)
      }
    },
    drop() {
      for (const client of [...clients]) client.drop()
      clients.clear()
    },
    setOffline(on) {
      offline = on
      if (on) this.drop()
    },
  }
}

import type { Device, Socket } from '../../client/device.ts'
import { type Channel, type Locks, shareSocket } from '../../client/tabs.ts'
import type { Machine } from './network.ts'

/** One tab: its device, and what may happen to it. */
export interface Tab {
  device: Device
  frozen(): boolean
  /** Nothing of its runs until it thaws; what it would have heard waits. */
  freeze(): void
  thaw(): void
  /** Ends without a word: the browser gives its lock to the next, and its sockets end. */
  crash(): void
  /** The page goes into the back/forward cache, or comes back. */
  show(on: boolean): void
}

export interface Browser {
  tab(): Tab
  /** Open sockets of tabs that are not frozen. */
  sockets(): number
  /** Locks held or asked for, open channels, open sockets and listeners. */
  left(): { locks: number; channels: number; sockets: number; listeners: number }
}

interface Page {
  frozen: boolean
  dead: boolean
  waiting: (() => void)[]
}
interface Request {
  page: Page
  name: string
  granted: () => Promise<unknown>
  refuse: (error: Error) => void
}

/** The tabs of one machine, with Web Locks and BroadcastChannel as the specifications have them. */
export function createBrowser(machine: Machine): Browser {
  const held = new Map<string, Request>()
  let asked: Request[] = []
  const channels = new Set<{ page: Page; name: string; channel: Channel }>()
  const sockets = new Map<Socket, Page>()
  const listeners = new Set<(up: boolean) => void>()

  /** Everything reaches a page as a task of its own. */
  function task(page: Page, run: () => void) {
    queueMicrotask(() => {
      if (page.frozen) page.waiting.push(run)
      else if (!page.dead) run()
    })
  }
  function abort(request: Request) {
    task(request.page, () => request.refuse(new DOMException('aborted', 'AbortError')))
  }
  function grant(request: Request) {
    held.set(request.name, request)
    task(request.page, () => {
      const free = () => {
        if (held.get(request.name) !== request) return
        held.delete(request.name)
        next()
      }
      request.granted().then(free, free)
    })
  }
  function next() {
    for (const request of [...asked]) {
      if (held.has(request.name)) continue
      asked = asked.filter(one => one !== request)
      grant(request)
    }
  }
  function locksOf(page: Page): Locks {
    const request: Locks['request'] = (name, options, run) =>
      new Promise<void>((resolve, refuse) => {
        const lock = { name, mode: 'exclusive' } as const
        if (options.ifAvailable && held.has(name)) {
          task(page, () => resolve(run(null)))
          return
        }
        const granted = async () => {
          const answer = (async () => run(lock))()
          answer.then(resolve, refuse)
          await answer
        }
        const request: Request = { page, name, granted, refuse }
        if (options.steal) {
          const robbed = held.get(name)
          grant(request)
          if (robbed) abort(robbed)
          return
        }
        options.signal?.addEventListener('abort', () => {
          if (!asked.includes(request)) return
          asked = asked.filter(one => one !== request)
          abort(request)
        })
        asked.push(request)
        next()
      })
    return { request }
  }
  function channelOf(page: Page, name: string): Channel {
    const channel: Channel = {
      onmessage: null,
      postMessage(message: unknown) {
        if (!channels.has(mine)) throw new DOMException('closed', 'InvalidStateError')
        const data = structuredClone(message)
        for (const other of channels) {
          if (other === mine || other.name !== name) continue
          task(other.page, () => {
            const { onmessage } = other.channel as { onmessage: ((event: object) => void) | null }
            if (channels.has(other)) onmessage?.({ data })
          })
        }
      },
      close: () => void channels.delete(mine),
    }
    const mine = { page, name, channel }
    channels.add(mine)
    return channel
  }

  return {
    tab() {
      const page: Page = { frozen: false, dead: false, waiting: [] }
      const own = new Set<(up: boolean) => void>()
      const timers = new Set<() => void>()
      const later = async <T>(work: Promise<T>): Promise<T> => {
        const value = await work
        return new Promise(done => task(page, () => done(value)))
      }
      const { keep, ...rest } = machine.device
      const device: Device = {
        ...rest,
        keep: {
          stored: () => true,
          list: prefix => later(keep.list(prefix)),
          update: (key, change) => later(keep.update(key, change)),
          del: prefix => later(keep.del(prefix)),
        },
        share: () => later(Promise.resolve(shareSocket)),
        tabs: { locks: locksOf(page), channel: name => channelOf(page, name) },
        after(ms, fn) {
          let off = false
          const stop = rest.after(ms, () => task(page, () => off || fn()))
          const cancel = () => {
            off = true
            timers.delete(cancel)
            stop()
          }
          timers.add(cancel)
          return cancel
        },
        openSocket(url, events) {
          const real = rest.openSocket(url, {
            opened() {
              if (page.dead) return real.close()
              sockets.set(socket, page)
              task(page, events.opened)
            },
            frame: text => task(page, () => events.frame(text)),
            closed(code, reason) {
              sockets.delete(socket)
              task(page, () => events.closed(code, reason))
            },
          })
          const socket: Socket = {
            send: real.send,
            close() {
              sockets.delete(socket)
              real.close()
            },
          }
          return socket
        },
        onNetwork(fn) {
          own.add(fn)
          listeners.add(fn)
          return () => {
            own.delete(fn)
            listeners.delete(fn)
          }
        },
      }
      return {
        device,
        frozen: () => page.frozen,
        freeze() {
          page.frozen = true
        },
        thaw() {
          page.frozen = false
          for (const run of page.waiting.splice(0)) task(page, run)
        },
        crash() {
          page.dead = true
          page.frozen = false
          for (const fn of own) listeners.delete(fn)
          for (const cancel of timers) cancel()
          for (const one of channels) if (one.page === page) channels.delete(one)
          for (const [socket, of] of sockets) if (of === page) socket.close()
          asked = asked.filter(one => one.page !== page)
          for (const [name, one] of held) if (one.page === page) held.delete(name)
          next()
        },
        show(on) {
          for (const fn of [...own]) fn(on)
        },
      }
    },
    sockets: () => [...sockets.values()].filter(({ frozen }) => !frozen).length,
    left: () => ({
      locks: held.size + asked.length,
      channels: channels.size,
      sockets: sockets.size,
      listeners: listeners.size,
    }),
  }
}

import type { Socket as NetSocket } from 'node:net'
import { nanoid } from 'nanoid'
import WebSocket from 'ws'
import type { Device } from '../../client/device.ts'
import { createMemoryKeep } from '../../client/keep.ts'

/** One machine of a person: it outlives its pages, and the test can stop its reading. */
export interface Machine {
  readonly device: Device
  /** The network is back, as a browser would notice. */
  wake(): void
  /** Reads no byte more; what arrives stays in the kernel until it is full. */
  pause(): void
  resume(): void
  /** Sockets this machine has opened so far. */
  opened(): number
  /** Why each socket ended that has. */
  closed(): readonly number[]
  /** Cuts the line without a word. */
  cut(): void
}

/** A machine with real sockets and real time; `cookie` is what its browser keeps of a sign-in. */
export function createMachine(env: {
  origin: string
  cookie?: string
  random?: () => number
}): Machine {
  const { origin, cookie = '', random = Math.random } = env
  const wakers = new Set<(up: boolean) => void>()
  const closed: number[] = []
  let current: WebSocket | null = null
  let opened = 0

  const device: Device = {
    openSocket(url, events) {
      const socket = new WebSocket(url, { origin, headers: cookie ? { cookie } : {} })
      current = socket
      opened++
      socket.on('open', () => events.opened())
      socket.on('message', data => events.frame(data.toString()))
      socket.on('error', () => {}) // a browser tells no more than the close that follows
      socket.on('close', (code, reason) => {
        closed.push(code)
        events.closed(code, reason.toString())
      })
      return { send: frame => socket.send(frame), close: () => socket.close() }
    },
    now: () => Date.now(),
    after(ms, fn) {
      const timer = setTimeout(fn, ms)
      return () => clearTimeout(timer)
    },
    random,
    newId: () => nanoid(),
    keep: createMemoryKeep(),
    onNetwork(fn) {
      wakers.add(fn)
      return () => void wakers.delete(fn)
    },
    async askWhy(url) {
      try {
        const answer = await fetch(url, { headers: { origin, cookie } })
        if (answer.ok || answer.status >= 500) return null
        return (await answer.json()).detail ?? String(answer.status)
      } catch {
        return null // a dead relay refuses nobody
      }
    },
    mark: () => false,
  }

  return {
    device,
    wake() {
      for (const fn of [...wakers]) fn(true)
    },
    pause: () => current && rawOf(current)?.pause(),
    resume: () => current && rawOf(current)?.resume(),
    opened: () => opened,
    closed: () => closed,
    cut: () => current?.terminate(),
  }
}

/** The TCP socket under a WebSocket, which `ws` keeps to itself. */
export function rawOf(socket: WebSocket): NetSocket | null {
  return '_socket' in socket ? (socket._socket as NetSocket | null) : null
}

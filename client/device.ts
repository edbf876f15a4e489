import { createKeep, type Keep } from './keep.ts'
import type { shareSocket, Tabs } from './tabs.ts'

/** One open socket, as a client sees it. */
export interface Socket {
  send(frame: string): void
  /** Whoever speaks on it has been greeted. */
  ready?(): void
  /** With `all`, for every tab that shares it. */
  close(all?: boolean): void
}

export interface SocketEvents {
  opened(): void
  frame(text: string): void
  closed(code: number, reason: string): void
}

/** Opens a socket; throws, or says `closed`, where the browser lets it open none. */
export type OpenSocket = (url: string, events: SocketEvents) => Socket

/** What a client needs of the machine it runs on; a test brings its own. */
export interface Device {
  openSocket: OpenSocket
  /** Another way to the relay, for where no WebSocket opens. */
  fallback?: () => Promise<OpenSocket>
  /** Absent where the browser has none. */
  tabs?: Tabs | undefined
  /** How several tabs come to one socket. */
  share?: () => Promise<typeof shareSocket>
  /** Epoch milliseconds. */
  now(): number
  after(ms: number, fn: () => void): () => void
  random(): number
  newId(): string
  keep: Keep
  /** Calls `fn` with true when the network or the page may be back, with false when it is gone; returns the off function. */
  onNetwork(fn: (up: boolean) => void): () => void
  /** Why the relay refuses, as its HTTP answer says; '' when it does not refuse, null when it does not answer. */
  askWhy(url: string): Promise<string | null>
  /** Notes something for the next page, or takes it back, or neither; tells whether it is noted. */
  mark(key: string, on?: boolean): boolean
}

/** 128 random bits; nanoid does the same with an alphabet that alone weighs 60 bytes of the client's six thousand. */
function randomId(): string {
  let id = ''
  for (const part of crypto.getRandomValues(new Uint32Array(4))) id += part.toString(36)
  return id
}

/** The browser. */
export function browserDevice(): Device {
  return {
    openSocket(url, events) {
      const socket = new WebSocket(url)
      socket.onopen = () => events.opened()
      socket.onmessage = message => events.frame(String(message.data))
      socket.onclose = ({ code, reason }) => events.closed(code, reason)
      return { send: frame => socket.send(frame), close: () => socket.close() }
    },
    now: () => Date.now(),
    after(ms, fn) {
      const timer = setTimeout(fn, ms)
      return () => clearTimeout(timer)
    },
    random: Math.random,
    newId: randomId,
    keep: createKeep(),
    tabs: navigator.locks &&
      self.BroadcastChannel && {
        locks: navigator.locks,
        channel: name => new BroadcastChannel(name),
      },
    onNetwork(fn) {
      // Its signal is all that a listener's options need.
      const off = new AbortController()
      // A page that goes is hidden after `pagehide`: woken then, it could not come back as it was.
      for (const type of ['online', 'pageshow', 'visibilitychange'])
        addEventListener(type, () => document.hidden || fn(true), off)
      // A page that keeps its socket is not kept itself: the browser's way back would load it anew.
      for (const type of ['offline', 'pagehide']) addEventListener(type, () => fn(false), off)
      return () => off.abort()
    },
    async askWhy(url) {
      try {
        const answer = await fetch(url)
        if (answer.ok) return ''
        if (answer.status >= 500) return null
        const problem = (await answer.json()) as { detail?: string; title?: string }
        return problem.detail ?? problem.title ?? String(answer.status)
      } catch {
        return null // no answer is no refusal: the line tries again
      }
    },
    mark(key, on) {
      try {
        if (on) localStorage.setItem(key, '1')
        else if (on === false) localStorage.removeItem(key)
        return key in localStorage
      } catch {
        return false // storage is denied: the next page waits for the visitor instead
      }
    },
  }
}

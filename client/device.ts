import { createKeep, type Keep } from './keep.ts'

/** One open socket, as a client sees it. */
export interface Socket {
  send(frame: string): void
  close(): void
}

export interface SocketEvents {
  opened(): void
  frame(text: string): void
  closed(code: number, reason: string): void
}

/** What a client needs of the machine it runs on; a test brings its own. */
export interface Device {
  openSocket(url: string, events: SocketEvents): Socket
  /** Epoch milliseconds. */
  now(): number
  after(ms: number, fn: () => void): () => void
  random(): number
  newId(): string
  keep: Keep
  /** Calls `fn` with true when the network may be back, with false when it is gone; returns the off function. */
  onNetwork(fn: (up: boolean) => void): () => void
  /** Why the relay refuses, as its HTTP answer says; null when it does not refuse or does not answer. */
  askWhy(url: string): Promise<string | null>
  /** Notes, or takes back, that the next page should connect by itself. */
  mark(key: string, on: boolean): void
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
    onNetwork(fn) {
      const up = () => fn(true)
      const down = () => fn(false)
      const visible = () => document.visibilityState === 'visible' && up()
      addEventListener('online', up)
      addEventListener('offline', down)
      addEventListener('pageshow', up)
      document.addEventListener('visibilitychange', visible)
      return () => {
        removeEventListener('online', up)
        removeEventListener('offline', down)
        removeEventListener('pageshow', up)
        document.removeEventListener('visibilitychange', visible)
      }
    },
    async askWhy(url) {
      try {
        const answer = await fetch(url)
        if (answer.ok || answer.status >= 500) return null
        const problem = (await answer.json()) as { detail?: string; title?: string }
        return problem.detail ?? problem.title ?? String(answer.status)
      } catch {
        return null // no answer is no refusal: the line tries again
      }
    },
    mark(key, on) {
      try {
        if (on) localStorage.setItem(key, '1')
        else localStorage.removeItem(key)
      } catch {
        // storage is denied: the next page waits for the visitor instead
      }
    },
  }
}

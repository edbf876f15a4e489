import type { Device, Socket } from './device.ts'
import { encode } from './encode.ts'
import { type Effect, type Input, type LinkState, step } from './link.ts'
import type { Link } from './view.ts'

export interface Line {
  connect(): void
  /** Sends when online; false when it did not. */
  send(frame: object): boolean
  /** As the view tells it. */
  link(): Link
  /** Ends this connection, for every tab, and opens another at once. */
  again(): void
  /** With `all`, for every tab. */
  end(all?: boolean): void
}

/** Two heartbeats and a half: an open socket this silent is dead. */
const SILENT_MS = 50_000
/** A socket that takes this long to open, or to be greeted on, goes nowhere; browsers would wait for minutes. */
const OPENING_MS = 10_000

/** The shell around the table in `link.ts`: one socket at a time, its timers, and its frames. */
export function createLine(env: {
  device: Device
  url: string
  whyUrl: string
  hello: () => Promise<object>
  /** `welcomed` is to be called when the frame, the relay's welcome, has been taken in. */
  frame: (text: string, welcomed: () => void) => void
  changed: () => void
  /** The relay no longer takes our identity. */
  renew: () => Promise<void>
  /** The relay can be reached, and twice no socket to it opened, or none of it was greeted on. */
  blocked?: () => void
}): Line {
  const { device, url, whyUrl } = env
  let state: LinkState = { at: 'idle' }
  let socket: Socket | null = null
  let ungreeted = 0
  let retryAt = 0
  let silentAt = 0
  let cancelRetry = () => {}
  let cancelSilence = () => {}
  let offNetwork: (() => void) | null = null
  let renewing: Promise<void> = Promise.resolve()

  const effects: Record<Effect, () => void> = {
    open() {
      cancelRetry()
      offNetwork ??= device.onNetwork(up => (up ? wake() : silent()))
      listen(OPENING_MS)
      let mine: Socket | null = null
      /** What an old socket says counts no longer. */
      const ifMine =
        <Said extends unknown[]>(hear: (...said: Said) => void) =>
        (...said: Said) => {
          if (socket === mine) hear(...said)
        }
      const welcomed = ifMine(() => {
        mine?.ready?.()
        ungreeted = 0
        input({ type: 'welcomed' })
      })
      try {
        socket = mine = device.openSocket(url, {
          opened: ifMine(() => input({ type: 'opened' })),
          frame: ifMine(text => {
            listen()
            env.frame(text, welcomed)
          }),
          closed: ifMine(lost),
        })
      } catch {
        lost(1006, '')
      }
    },
    hello() {
      const mine = socket
      listen(OPENING_MS)
      void renewing.then(env.hello).then(frame => {
        if (socket === mine && state.at === 'greeting') mine?.send(encode(frame))
      })
    },
    drop() {
      cancelRetry()
      cancelSilence()
      const mine = socket
      socket = null
      mine?.close()
    },
    wait() {
      const afterMs = state.at === 'waiting' ? state.afterMs : 0
      retryAt = device.now() + afterMs
      cancelRetry()
      cancelRetry = device.after(afterMs, due)
    },
    'ask-why': () =>
      void device.askWhy(whyUrl).then(reason => {
        if (reason) input({ type: 'refused', reason })
        else if (reason === '' && ++ungreeted > 1) env.blocked?.()
      }),
    renew() {
      renewing = env.renew()
    },
  }
  function input(value: Input) {
    const before = state
    const [next, then] = step(before, value)
    state = next
    for (const effect of then) effects[effect]()
    if (next !== before) env.changed()
  }
  function due() {
    input({ type: 'due' })
  }
  function lost(code: number, reason: string) {
    socket = null
    cancelSilence()
    input({ type: 'closed', code, reason, random: device.random() })
  }
  function listen(withinMs = SILENT_MS) {
    cancelSilence()
    silentAt = device.now() + withinMs
    cancelSilence = device.after(withinMs, silent)
  }
  function silent() {
    input({ type: 'silent', random: device.random() })
  }
  /** Timers stand still while a machine sleeps: after it the silence may be over without their knowing. */
  function wake() {
    if (device.now() >= silentAt) silent()
    due()
  }
  function connect() {
    input({ type: 'connect' })
  }
  function end(all?: boolean) {
    offNetwork?.()
    offNetwork = null
    socket?.close(all)
    input({ type: 'end' })
  }

  return {
    connect,
    send(frame) {
      if (state.at !== 'online' || !socket) return false
      socket.send(encode(frame))
      return true
    },
    link() {
      switch (state.at) {
        case 'waiting':
          return { state: state.at, retryAt }
        case 'stopped':
          return { state: state.at, reason: state.reason }
        case 'greeting':
          return { state: 'connecting' }
        default:
          return { state: state.at }
      }
    },
    again() {
      end(true)
      connect()
    },
    end,
  }
}

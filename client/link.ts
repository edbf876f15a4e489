import { afterClose } from '../protocol/close-codes.ts'

/** Where the line to the relay stands. `tries` counts failed attempts since it was last online. */
export type LinkState =
  | { at: 'idle' }
  | { at: 'connecting'; tries: number }
  | { at: 'greeting'; tries: number }
  | { at: 'online' }
  | { at: 'waiting'; tries: number; afterMs: number }
  | { at: 'stopped'; reason: string }

export type Input =
  | { type: 'connect' }
  | { type: 'opened' }
  | { type: 'welcomed' }
  | { type: 'closed'; code: number; reason: string; random: number }
  /** The wait is over, or the network came back. */
  | { type: 'due' }
  /** The socket did not open, or nothing was heard on it, for too long. */
  | { type: 'silent'; random: number }
  /** The relay said over HTTP why it lets this page open no socket. */
  | { type: 'refused'; reason: string }
  | { type: 'end' }

export type Effect = 'open' | 'hello' | 'drop' | 'wait' | 'ask-why' | 'renew'

const FIRST_MS = 400
/** Well under the grace of an agent's console (R4): a relay that restarts takes no chats away. */
const LONGEST_MS = 5000

/** Milliseconds before the next try: exponential with full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"). */
export function backoff(tries: number, random: number): number {
  return Math.round(Math.min(LONGEST_MS, FIRST_MS * 2 ** tries) * (0.3 + 0.7 * random))
}

/** The whole life of the line as a table: pure. Inputs that mean nothing in a state change nothing. */
export function step(state: LinkState, input: Input): [LinkState, Effect[]] {
  const { at } = state
  const tries = 'tries' in state ? state.tries : 0
  const hasSocket = at === 'connecting' || at === 'greeting' || at === 'online'
  /** Only a socket that did not open may have been refused over HTTP. */
  const why: Effect[] = at === 'connecting' ? ['ask-why'] : []
  const again = (random: number, effects: Effect[]): [LinkState, Effect[]] => [
    { at: 'waiting', tries: tries + 1, afterMs: backoff(tries, random) },
    [...effects, 'wait'],
  ]

  switch (input.type) {
    case 'end':
      return [{ at: 'idle' }, ['drop']]
    case 'connect':
    case 'due':
      if (hasSocket || (at !== 'waiting' && input.type === 'due')) break
      return [{ at: 'connecting', tries }, ['open']]
    case 'opened':
      if (at !== 'connecting') break
      return [{ at: 'greeting', tries }, ['hello']]
    case 'welcomed':
      if (at !== 'greeting') break
      return [{ at: 'online' }, []]
    case 'silent':
      if (!hasSocket) break
      // A proxy may let a socket open and swallow what is said on it.
      return again(input.random, at === 'online' ? ['drop'] : ['drop', 'ask-why'])
    case 'refused':
      if (at === 'online' || at === 'idle') break
      return [{ at: 'stopped', reason: input.reason }, ['drop']]
    case 'closed': {
      if (!hasSocket) break
      const { code, reason, random } = input
      const then = afterClose(code)
      if (then === 'stop') return [{ at: 'stopped', reason: reason || `closed with ${code}` }, []]
      return again(random, then === 'renew' ? ['renew'] : why)
    }
  }
  return [state, []]
}

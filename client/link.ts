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
  if (input.type === 'end') return [{ at: 'idle' }, ['drop']]
  if (input.type === 'refused')
    return state.at === 'online' || state.at === 'idle'
      ? [state, []]
      : [{ at: 'stopped', reason: input.reason }, ['drop']]
  switch (state.at) {
    case 'idle':
    case 'stopped':
      return input.type === 'connect' ? [{ at: 'connecting', tries: 0 }, ['open']] : [state, []]
    case 'waiting':
      return input.type === 'due' || input.type === 'connect'
        ? [{ at: 'connecting', tries: state.tries }, ['open']]
        : [state, []]
    case 'connecting':
      if (input.type === 'opened') return [{ at: 'greeting', tries: state.tries }, ['hello']]
      if (input.type === 'silent') return again(state.tries, input.random, ['drop', 'ask-why'])
      return input.type === 'closed' ? lost(state.tries, input, ['ask-why']) : [state, []]
    case 'greeting':
      if (input.type === 'welcomed') return [{ at: 'online' }, []]
      if (input.type === 'silent') return again(state.tries, input.random, ['drop'])
      return input.type === 'closed' ? lost(state.tries, input, []) : [state, []]
    case 'online':
      if (input.type === 'silent') return again(0, input.random, ['drop'])
      return input.type === 'closed' ? lost(0, input, []) : [state, []]
  }
}

function lost(
  tries: number,
  { code, reason, random }: Extract<Input, { type: 'closed' }>,
  effects: Effect[],
): [LinkState, Effect[]] {
  switch (afterClose(code)) {
    case 'stop':
      return [{ at: 'stopped', reason: reason || `closed with ${code}` }, []]
    case 'renew':
      return again(tries, random, ['renew'])
    case 'retry':
      return again(tries, random, effects)
  }
}

function again(tries: number, random: number, effects: Effect[]): [LinkState, Effect[]] {
  return [
    { at: 'waiting', tries: tries + 1, afterMs: backoff(tries, random) },
    [...effects, 'wait'],
  ]
}

import { type Context, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Api } from './api.ts'
import type { Deck } from './cards/deck.ts'
import type { Ticker } from './clock/ticker.ts'
import type { Desk } from './desk.ts'
import type { Kept } from './kept.ts'
import type { Attention } from './notice/attention.ts'
import type { Desktop } from './notice/desktop.ts'
import type { Sound } from './notice/sound.ts'
import type { Calls } from './offer/calls.ts'
import type { Idle } from './ready/idle.ts'
import type { Lock } from './ready/lock.ts'
import type { Ready } from './ready/ready.ts'
import type { Route } from './route.ts'
import type { Session } from './session.ts'
import type { Drafts } from './thread/drafts.ts'
import type { Words } from './words/english.ts'
import type { Language, Tongue } from './words/tongue.ts'

/** What every screen may use, signed in or not. */
export interface Hall {
  api: Api
  session: Session
  route: Route
  tongue: Tongue
  kept: Kept
  sound: Sound
  desktop: Desktop
  attention: Attention
}

/** What belongs to a signed-in agent. */
export interface Seat {
  desk: Desk
  drafts: Drafts
  deck: Deck
  calls: Calls
  ready: Ready
  idle: Idle
  lock: Lock
  /** Counts against the relay's clock, four times a second. */
  ticker: Ticker
  /** The same for what changes by the minute. */
  minutes: Ticker
}

type Spoken = { words: Words; language: Language; locale: string }

export const HallContext: Context<Hall | null> = createContext<Hall | null>(null)
export const SeatContext: Context<Seat | null> = createContext<Seat | null>(null)

/** The hall with the language spoken now; a component that calls this follows its changes. */
export function useHall(): Hall & Spoken {
  const hall = useContext(HallContext)
  if (!hall) throw new Error('useHall needs a HallContext around it')
  return {
    ...hall,
    words: hall.tongue.words.value,
    language: hall.tongue.language.value,
    locale: hall.tongue.locale.value,
  }
}

/** Hall and seat together, for everything behind the sign-in. */
export function useRoom(): Hall & Seat & Spoken {
  const hall = useHall()
  const seat = useContext(SeatContext)
  if (!seat) throw new Error('useRoom needs a SeatContext around it')
  return { ...hall, ...seat }
}

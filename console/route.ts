import { type ReadonlySignal, signal } from '@preact/signals'
import type { ConversationId } from '../protocol/events.ts'

/** Where in the console we are; each place is a fragment, so that back and forward work. */
export type Place =
  | { at: 'inbox'; chat: ConversationId | null }
  | { at: 'board' }
  /** `query` says what the report covers. */
  | { at: 'report'; query: string }
  | { at: 'settings' }

/** Reads a fragment; an unknown one is the inbox. */
export function placeOf(hash: string): Place {
  const name = hash.replace(/^#/, '')
  if (name === 'board' || name === 'settings') return { at: name }
  const [place, ...query] = name.split('?')
  if (place === 'report') return { at: place, query: query.join('?') }
  const chat = new URLSearchParams(name).get('c')
  return { at: 'inbox', chat: chat || null }
}

/** The fragment of a place. */
export function hashOf(place: Place): string {
  if (place.at === 'report') return place.query === '' ? '#report' : `#report?${place.query}`
  if (place.at !== 'inbox') return `#${place.at}`
  return place.chat === null ? '#inbox' : `#${new URLSearchParams({ c: place.chat })}`
}

/** The token of an invite link's fragment, or null. */
export function inviteOf(hash: string): string | null {
  return new URLSearchParams(hash.replace(/^#/, '')).get('invite') || null
}

export interface Route {
  place: ReadonlySignal<Place>
  go(place: Place): void
}

/** Follows the window's fragment. */
export function createRoute(env: Window): Route {
  const place = signal(placeOf(env.location.hash))
  env.addEventListener('hashchange', () => {
    place.value = placeOf(env.location.hash)
  })
  return {
    place,
    go(next) {
      env.location.hash = hashOf(next)
    },
  }
}

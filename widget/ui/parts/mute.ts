import type { Room } from '../room.ts'

/** What a page without storage remembers. */
const here = new Map<string, boolean>()

/** Whether the visitor wants no sound, in this browser. */
export function isMuted({ key }: Room): boolean {
  try {
    return localStorage.getItem(`${key}:mute`) !== null
  } catch {
    return here.get(key) ?? false
  }
}

export function mute({ key }: Room, on: boolean): void {
  here.set(key, on)
  try {
    if (on) localStorage.setItem(`${key}:mute`, '1')
    else localStorage.removeItem(`${key}:mute`)
  } catch {
    // Storage is denied: this page remembers it.
  }
}

import { type ReadonlySignal, signal } from '@preact/signals'
import type { Kept } from '../kept.ts'

/** More are not told apart; a day has fewer that still wait. */
const MOST = 200

/** What somebody heard or put aside already, also before a reload. */
export interface Heard {
  ids: ReadonlySignal<ReadonlySet<string>>
  /** True the first time. */
  first(id: string): boolean
}

/** Remembers ids under `key`; two consoles of one browser each remember their own. */
export function createHeard(env: { kept: Kept; key: string }): Heard {
  const ids = signal<ReadonlySet<string>>(new Set(read(env.kept.getItem(env.key))))
  return {
    ids,
    first(id) {
      if (ids.peek().has(id)) return false
      const next = [...ids.peek(), id].slice(-MOST)
      ids.value = new Set(next)
      env.kept.setItem(env.key, JSON.stringify(next))
      return true
    },
  }
}

function read(text: string | null): string[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(list) ? list.filter(id => typeof id === 'string') : []
  } catch {
    return [] // somebody else wrote there: the worst is a sound heard twice
  }
}

import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import { english, type Words } from './english.ts'
import { indonesian } from './indonesian.ts'

export type Language = 'en' | 'id'

/** Each language by its own name, for a list to choose from. */
export const languages: Record<Language, string> = { en: 'English', id: 'Bahasa Indonesia' }

const dictionaries: Record<Language, Words> = { en: english, id: indonesian }
const KEY = 'sapa:language'

/** The language spoken now, its sentences, and the way to change it. */
export interface Tongue {
  language: ReadonlySignal<Language>
  words: ReadonlySignal<Words>
  /** The language as this browser writes dates and numbers: "en-GB" where that is preferred. */
  locale: ReadonlySignal<string>
  speak(language: Language): void
}

/** Speaks what was chosen here before, else the first of the browser's languages that it knows, else English. */
export function createTongue(env: {
  preferred: readonly string[]
  kept: Pick<Storage, 'getItem' | 'setItem'>
}): Tongue {
  const chosen = env.kept.getItem(KEY)
  const wished = chosen === null ? env.preferred : [chosen, ...env.preferred]
  const language: Signal<Language> = signal(wished.map(known).find(tag => tag !== null) ?? 'en')
  return {
    language,
    words: computed(() => dictionaries[language.value]),
    locale: computed(
      () => env.preferred.find(tag => known(tag) === language.value) ?? language.value,
    ),
    speak(next) {
      env.kept.setItem(KEY, next)
      language.value = next
    },
  }
}

function known(tag: string): Language | null {
  const base = tag.toLowerCase().split('-')[0]
  // Browsers of the last century still say `in` for Indonesian.
  if (base === 'id' || base === 'in') return 'id'
  return base === 'en' ? 'en' : null
}

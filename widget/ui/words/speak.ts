import { id } from 'virtual:parts'
import { type Words, words } from './en.ts'

/** The dictionary for a BCP 47 tag, English where there is none or it cannot be fetched. */
export async function speak(language: string): Promise<{ tag: string; words: Words }> {
  // Old Android systems still say `in` for Indonesian.
  if (/^i[dn]\b/i.test(language)) {
    try {
      // Parts lie in one folder below the loader, and this module is in it.
      const path = id.replace('assets', '.')
      const dictionary: typeof import('./id.ts') = await import(/* @vite-ignore */ path)
      return { tag: 'id', words: dictionary.words }
    } catch (error) {
      console.warn('Sapa:', error)
    }
  }
  return { tag: 'en', words }
}

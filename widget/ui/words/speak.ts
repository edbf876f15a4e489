import { type Words, words } from './en.ts'

/** The dictionary for a BCP 47 tag, English where there is none or it cannot be fetched. */
export async function speak(language: string): Promise<{ tag: string; words: Words }> {
  // Old Android systems still say `in` for Indonesian.
  if (/^i[dn]\b/i.test(language)) {
    try {
      return { tag: 'id', words: (await import('./id.ts')).words }
    } catch (error) {
      console.warn('Sapa:', error)
    }
  }
  return { tag: 'en', words }
}

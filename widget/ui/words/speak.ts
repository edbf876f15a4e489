import { type Words, words } from './en.ts'

/** The dictionaries beside English, by the start of a BCP 47 tag; old Android systems still say `in` for Indonesian. */
const others: [RegExp, string, () => Promise<{ words: Words }>][] = [
  [/^i[dn]\b/i, 'id', () => import('./id.ts')],
  [/^ar\b/i, 'ar', () => import('./ar.ts')],
]

/** The dictionary for a BCP 47 tag, English where there is none or it cannot be fetched. */
export async function speak(language: string): Promise<{ tag: string; words: Words }> {
  for (const [known, tag, load] of others) {
    if (!known.test(language)) continue
    try {
      return { tag, words: (await load()).words }
    } catch (error) {
      console.warn('Sapa:', error)
    }
  }
  return { tag: 'en', words }
}

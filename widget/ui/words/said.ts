import type { BeforeWords } from './before.ts'
import type { BusyWords } from './busy.ts'
import type { CardWords } from './cards.ts'
import type { ChoiceWords } from './choice.ts'
import type { ConsentWords } from './consent.ts'
import type { EmojiWords } from './emoji.ts'
import type { FailedWords } from './failed.ts'
import type { FormWords } from './form.ts'
import type { MenuWords } from './menu.ts'
import type { PaceWords } from './pace.ts'
import type { PeekWords } from './peek.ts'
import type { RatingWords } from './rating.ts'

/** What the parts of parts/ say, by part. */
export interface Parts {
  before: BeforeWords
  busy: BusyWords
  cards: CardWords
  choice: ChoiceWords
  consent: ConsentWords
  emoji: EmojiWords
  failed: FailedWords
  form: FormWords
  menu: MenuWords
  pace: PaceWords
  peek: PeekWords
  rating: RatingWords
}

/** What one part says in the language of a dictionary's tag; English line by line where that language lacks one. */
export async function said<K extends keyof Parts>(
  tag: string,
  part: K,
  english: Parts[K],
): Promise<Parts[K]> {
  return { ...english, ...(await dictionary(tag))[part] }
}

/** One file for each language: who needs one part of it soon needs another. */
async function dictionary(tag: string): Promise<Partial<Parts>> {
  try {
    if (tag === 'id') return (await import('./id-parts.ts')).words
    if (tag === 'ar') return (await import('./ar-parts.ts')).words
  } catch (error) {
    console.warn('Sapa:', error)
  }
  return {}
}

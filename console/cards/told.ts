import { limits } from '../../protocol/limits.ts'
import type { Words } from '../words/english.ts'
import type { Flaw, Flaws } from './flaws.ts'

/** What is wrong, as a sentence; nothing when nothing is. */
export function flawText(flaw: Flaw | undefined, { cards }: Words): string | null {
  if (!flaw) return null
  return flaw === 'many' ? cards.flaw.many(limits.cardParts) : cards.flaw[flaw]
}

/** While somebody still writes, what is empty is not wrong yet. */
export function known(flaws: Flaws, tried: boolean): Flaws {
  return new Map([...flaws].filter(([, flaw]) => tried || flaw !== 'empty'))
}

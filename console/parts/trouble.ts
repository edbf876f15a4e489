import type { Problem } from '../api.ts'
import type { Words } from '../words/english.ts'

/** A refusal of the relay in words that say what to do. */
export function troubleOf({ status, detail, retryAfterS }: Problem, words: Words): string {
  if (status === 0) return words.trouble.network
  if (status === 429) return words.signin.tooMany(retryAfterS ?? 60)
  return detail || words.trouble.failed
}

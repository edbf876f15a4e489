import type { Visitor } from '../../protocol/people.ts'
import type { Words } from '../words/english.ts'

/** What to call a visitor: the name the page gave, else "Visitor 4F2A" from the id. */
export function visitorName(visitor: Visitor | undefined, id: string, words: Words): string {
  const name = visitor?.name?.trim()
  if (name) return name
  const code = id.replace(/[^a-z0-9]/gi, '').slice(-4)
  return words.inbox.visitor(code.toUpperCase())
}

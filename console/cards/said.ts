import type { Card } from '../../protocol/card.ts'

/** A message that says in words what its card shows: what was written, and then what that leaves out. */
export function saying(written: string, card: Card): string {
  const text = written.trim()
  const missing = (parts: readonly (string | null)[]): string[] =>
    parts.filter((part): part is string => part !== null && part !== '' && !says(text, part))
  switch (card.kind) {
    case 'replies':
      return lines(text, missing(card.options).join(' · '))
    case 'product':
      return lines(text, missing([card.title, card.price]).join(', '), ...missing([card.url]))
    case 'form':
      return lines(
        text,
        ...missing([card.title]),
        ...missing(card.fields.map(({ label }) => label)).map(label => `– ${label}`),
      )
  }
}

/** As words of their own: "Size" does not say "S". */
function says(text: string, part: string): boolean {
  const isInWord = (at: string | undefined): boolean => at !== undefined && /[\p{L}\p{N}]/u.test(at)
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1))
    if (!isInWord(text[at - 1]) && !isInWord(text[at + part.length])) return true
  return false
}

function lines(...parts: string[]): string {
  return parts.filter(part => part !== '').join('\n')
}

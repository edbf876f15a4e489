import { limits } from '../../protocol/limits.ts'

/** What may be wrong with a part of a card that is being written. */
export type Flaw =
  | 'empty'
  | 'long'
  /** More parts than a card may have. */
  | 'many'
  | 'twice'
  /** No http or https address. */
  | 'address'
  /** A name that the wire would not take. */
  | 'key'
  /** Each part is right, all of it is too much for one message. */
  | 'big'

/** By the place of the part, such as `title` or `fields.2.label`. */
export type Flaws = ReadonlyMap<string, Flaw>

export type Judged<T> = { ok: true; value: T } | { ok: false; flaws: Flaws }

/** Why `text` is no text of a card; null when it is one. */
export function textFlaw(text: string, required = true): Flaw | null {
  if (text === '') return required ? 'empty' : null
  return text.length > limits.cardChars ? 'long' : null
}

/** Why `text` cannot be linked to; nothing is no link, and right. */
export function addressFlaw(text: string): Flaw | null {
  if (text === '') return null
  if (text.length > limits.urlChars) return 'long'
  return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text) ? null : 'address'
}

/** Why these lines are no choices. */
export function choicesFlaw(lines: readonly string[]): Flaw | null {
  if (lines.length === 0) return 'empty'
  if (lines.length > limits.cardParts) return 'many'
  if (lines.some(line => line.length > limits.cardChars)) return 'long'
  return new Set(lines).size < lines.length ? 'twice' : null
}

/** Lines as typed: trimmed, and without empty ones. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
}

/** Keys for what people call by `labels`: as short words, each once; `given` ones stay as they are. */
export function keysOf(
  parts: readonly { label: string; key: string }[],
  otherwise: string,
): string[] {
  const taken = new Set(parts.map(({ key }) => key.trim()).filter(Boolean))
  return parts.map(({ label, key }) => {
    if (key.trim() !== '') return key.trim()
    const plain = slug(label) || otherwise
    let free = plain
    for (let n = 2; taken.has(free); n++) free = `${plain}-${n}`
    taken.add(free)
    return free
  })
}

/** Why `key` is no key of its kind, given all of them. */
export function keyFlaw(key: string, all: readonly string[]): Flaw | null {
  if (key.length > limits.idChars) return 'long'
  if (key === '__proto__') return 'key'
  return all.indexOf(key) === all.lastIndexOf(key) ? null : 'twice'
}

function slug(label: string): string {
  return label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '')
}

import { addresses, particles, phrases } from './phrases.ts'

/** What may stand in a text without saying anything. */
export interface ReplyContext {
  /** Names of agent and visitor; the first word of one is known too. */
  names: readonly string[]
  shop?: string
  /** Texts of the shop’s own that are sent as a greeting. */
  greetings?: readonly string[]
}

// Neither sign is left in a text by `words`.
const NAME = '@'
const TAKEN = '#'

const PHRASE = new RegExp(`(?<= )(?:${phrases.join('|')})(?= )`, 'g')
const ADDRESSES = new Set(addresses)
const PARTICLES = new Set(particles)

/**
 * Whether an agent’s text says anything once greetings, holding phrases, forms of address, known names, emoji and punctuation are taken
 * away. In doubt it does: a short answer like “yes” is one.
 */
export function isSubstantive(text: string, context: ReplyContext): boolean {
  const known = without(words(text), context.greetings ?? [], TAKEN)
  const firsts = context.names.map(name => name.trim().split(/\s/)[0] ?? '')
  const rest = without(known, [...context.names, ...firsts, context.shop ?? ''], NAME)
    .replace(PHRASE, TAKEN)
    .split(' ')
    .filter(word => word !== '' && !ADDRESSES.has(word))
  if (!rest.includes(TAKEN)) return rest.length > 0
  return rest.some(word => word !== TAKEN && word !== NAME && !PARTICLES.has(word))
}

/** Lower-case words with one space before, between and after. */
function words(text: string): string {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<!\w)[:;=]-?[()dpo](?!\w)/g, ' ')
    .replace(/[’‘`´]/g, "'")
    .replace(/[^\p{L}\p{M}\p{N}']+/gu, ' ')
    .replace(/(?<!\p{L})'|'(?!\p{L})/gu, ' ')
  return ` ${plain} `.replace(/ +/g, ' ')
}

/** `spoken` with each of these texts, said as whole words, replaced; the longest first. */
function without(spoken: string, texts: readonly string[], by: string): string {
  const wanted = texts.map(text => words(text).trim()).filter(text => text !== '')
  if (wanted.length === 0) return spoken
  const any = wanted.toSorted((a, b) => b.length - a.length).join('|')
  return spoken.replace(new RegExp(`(?<= )(?:${any})(?= )`, 'g'), by)
}

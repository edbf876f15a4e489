import type { Extra } from '../room.ts'

/** One to three emoji and nothing else. */
const onlyEmoji =
  /^(?:\p{RI}{2}|\p{Emoji}(?:\p{EMod}|\ufe0f\u20e3?)?(?:\u200d\p{Emoji}(?:\p{EMod}|\ufe0f)?)*\s*){1,3}$/u

/** Whether `text` says all it says by a few emoji; digits are emoji too, as far as Unicode is concerned. */
export function isOnlyEmoji(text: string): boolean {
  return (
    /[^\d\s#*]/.test(text) && onlyEmoji.test(text) && !/(?:^|\D)[\d#*](?!\ufe0f?\u20e3)/.test(text)
  )
}

/** Messages of only emoji are large. */
export function createBig(): Extra {
  return { text: (_, { text }) => isOnlyEmoji(text) && <span class="big">{text}</span> }
}

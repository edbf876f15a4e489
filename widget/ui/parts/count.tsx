import { limits } from '../../../protocol/limits.ts'
import type { Extra, Room } from '../room.ts'
import css from '../style/count.css?inline'

/** The count appears when this many characters are left. */
export const COUNT_FROM = 200

/** Says how much still fits into a message, or by how much it is too long. */
export function createCount({ words, draft, style }: Room): Extra {
  style(css)
  return {
    foot() {
      const left = limits.textChars - draft().length
      return (
        left < COUNT_FROM && (
          <p class={left < 0 ? 'count over' : 'count'} role="status">
            {left < 0 ? words.tooLong(-left) : words.charsLeft(left)}
          </p>
        )
      )
    },
  }
}

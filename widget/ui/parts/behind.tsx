import type { Extra, Room } from '../room.ts'

/** While the visitor reads further up, the way to what is new. */
export function createBehind({ follow, words }: Room): Extra {
  return {
    end: () =>
      follow.isBehind() && (
        <button type="button" class="pill" onClick={follow.toEnd}>
          {words.newMessages}
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="m6 9.5 6 6 6-6" />
          </svg>
        </button>
      ),
  }
}

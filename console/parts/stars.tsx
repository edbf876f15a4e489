import type { VNode } from 'preact'

/** A score of 1–5 as stars, for the eye only: the number stands beside them. */
export function Stars({ score }: { score: number }): VNode {
  return (
    <span class="stars" aria-hidden="true">
      {'★'.repeat(score)}
      {'☆'.repeat(5 - score)}
    </span>
  )
}

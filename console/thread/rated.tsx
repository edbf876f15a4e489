import type { VNode } from 'preact'
import type { FloorNotice } from '../../client/view.ts'
import { Stars } from '../parts/stars.tsx'
import { useRoom } from '../room.ts'
import { secondOfDay } from '../words/format.ts'

/** What the visitor thought of it, with the comment in full. */
export function Rated({ notice }: { notice: Extract<FloorNotice, { what: 'rated' }> }): VNode {
  const { words: w, locale } = useRoom()
  const { score, comment, likely, at } = notice
  return (
    <p class="notice rated">
      {score !== null && (
        <>
          <Stars score={score} /> {w.thread.rated(score)}
          {' · '}
        </>
      )}
      {likely !== null && `${w.thread.recommends(likely)} · `}
      <span class="digits">{secondOfDay(at, locale)}</span>
      {comment && <q dir="auto">{comment}</q>}
    </p>
  )
}

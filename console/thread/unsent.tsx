import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Message } from '../../client/view.ts'
import type { Row } from '../../protocol/down.ts'
import { useRoom } from '../room.ts'

/** What I wrote into a chat that somebody else answered first: kept as a draft, also what was sent a moment too late. */
export function Unsent({ row: { c } }: { row: Row }): VNode | null {
  const { desk, drafts, words: w } = useRoom()
  const [text, setText] = useState(() => drafts.read(c))
  const entries = desk.view.value.threads.get(c)?.entries
  useEffect(() => {
    const late = (entries ?? []).filter(
      (entry): entry is Message => entry.kind === 'message' && entry.why === 'held',
    )
    if (late.length === 0) return
    const kept = [...late.map(message => message.text), drafts.read(c)].filter(Boolean).join('\n')
    drafts.write(c, kept)
    setText(kept)
    for (const { id } of late) desk.client.discard(c, id)
  }, [entries, drafts, desk, c])
  return text === '' ? null : (
    <p class="unsent" role="status" dir="auto">
      {w.offer.draft(text)}
    </p>
  )
}

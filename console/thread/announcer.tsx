import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { AgentThread } from '../../client/view.ts'
import { useRoom } from '../room.ts'

/** Reads out what the visitor writes while the thread is open, and never the history. */
export function Announcer(props: { name: string; thread: AgentThread | undefined }): VNode {
  const { words: w } = useRoom()
  const [said, setSaid] = useState('')
  const known = useRef<number | null>(null)
  const newest = props.thread?.entries.findLast(
    entry => entry.kind === 'message' && entry.by.role === 'visitor',
  )
  const complete = props.thread?.complete ?? false
  useEffect(() => {
    if (!complete) return
    const seq = newest?.seq ?? 0
    const isNew = known.current !== null && seq > known.current
    known.current = seq
    if (isNew && newest?.kind === 'message') setSaid(`${w.thread.said(props.name)} ${newest.text}`)
  }, [complete, newest, props.name, w])
  return (
    <p class="unseen" aria-live="polite">
      {said}
    </p>
  )
}

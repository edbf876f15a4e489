import type { VNode } from 'preact'
import { useRoom } from '../room.ts'

/** That the visitor writes, and what, where the shop shows it: under the thread and unlike a message, since it is none. */
export function Peek({ name, text }: { name: string; text: string }): VNode {
  const { words: w } = useRoom()
  return (
    <>
      {text !== '' && (
        <p class="peek" dir="auto">
          {text}
        </p>
      )}
      <p class="typing">
        <span class="typing-dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
        {text === '' ? w.thread.typing(name) : w.thread.unsent(name)}
      </p>
    </>
  )
}

import type { TargetedKeyboardEvent, TargetedSubmitEvent, VNode } from 'preact'
import { limits } from '../../protocol/limits.ts'
import { Glyph } from './glyph.tsx'
import type { Room } from './room.ts'

/** Where the visitor writes. Enter sends, Shift+Enter breaks the line, an input method keeps its own Enter. */
export function Composer({ room, draft }: { room: Room; draft: string }): VNode {
  const { client, words, write } = room
  const left = limits.textChars - draft.length
  const sendable = draft.trim() && left >= 0

  function send(event: TargetedSubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    if (!sendable) return
    // A refusal stands beside the message itself.
    client.send(draft.trim(), room.answer).catch(Boolean)
    write('')
    event.currentTarget.querySelector('textarea')?.focus()
  }
  function key(event: TargetedKeyboardEvent<HTMLTextAreaElement>): void {
    // Safari ends a composition before its Enter arrives; 229 still marks it.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229)
      return
    event.preventDefault()
    event.currentTarget.form?.requestSubmit()
  }

  return (
    <form onSubmit={send}>
      <div class="field">
        {/* Grows with its text because a hidden copy of the text shares its grid cell. */}
        <div aria-hidden="true">{draft} </div>
        <textarea
          rows={1}
          dir="auto"
          value={draft}
          placeholder={words.write}
          aria-label={words.write}
          aria-invalid={left < 0}
          enterkeyhint="send"
          onInput={event => write(event.currentTarget.value)}
          onKeyDown={key}
        />
        <button type="submit" class="send" aria-label={words.send} aria-disabled={!sendable}>
          <Glyph of="send" />
        </button>
      </div>
    </form>
  )
}

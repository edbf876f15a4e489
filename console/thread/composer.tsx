import type { VNode } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { limits } from '../../protocol/limits.ts'
import { Icon } from '../parts/icon.tsx'
import { useRoom } from '../room.ts'

const COUNT_FROM = 300

/** Where an answer is written: Enter sends, Shift+Enter breaks the line, a draft waits for its chat. */
export function Composer(props: { c: string; name: string; note: string | null }): VNode {
  const { c, name, note } = props
  const { desk, drafts, words: w } = useRoom()
  const [text, setText] = useState(() => drafts.read(c))
  const area = useRef<HTMLTextAreaElement>(null)
  const hint = useId()
  const left = limits.textChars - text.length
  const ready = text.trim() !== '' && left >= 0

  useEffect(() => {
    // On a phone the keyboard would hide what the visitor wrote.
    if (matchMedia('(pointer: fine)').matches) area.current?.focus()
  }, [])

  const change = (next: string): void => {
    setText(next)
    drafts.write(c, next)
    desk.client.typing(c, next !== '')
  }
  const send = (): void => {
    if (!ready) return
    desk.client.send(c, text.trim())
    change('')
    area.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    // 229: browsers that end a composition before they tell of its Enter.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229)
      return
    event.preventDefault()
    send()
  }

  return (
    <form
      class="composer"
      onSubmit={event => {
        event.preventDefault()
        send()
      }}
    >
      <textarea
        ref={area}
        rows={1}
        dir="auto"
        value={text}
        aria-label={w.composer.label(name)}
        aria-describedby={hint}
        placeholder={w.composer.placeholder}
        onInput={event => change(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <button type="submit" class="primary send" disabled={!ready} aria-label={w.composer.send}>
        <Icon name="send" />
        <span>{w.composer.send}</span>
      </button>
      <p class="hint" id={hint}>
        {note && <strong class="composer-note">{note} </strong>}
        {left > COUNT_FROM ? (
          <span class="composer-hint">{w.composer.hint}</span>
        ) : (
          <span class={left < 0 ? 'digits over' : 'digits'}>
            {left < 0 ? w.composer.over(-left) : w.composer.left(left)}
          </span>
        )}
      </p>
    </form>
  )
}

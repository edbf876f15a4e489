import type { VNode } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { limits } from '../../protocol/limits.ts'
import { Editor } from '../cards/editor.tsx'
import { CardMenu } from '../cards/menu.tsx'
import { saying } from '../cards/said.ts'
import { known } from '../cards/told.ts'
import { blank, cardOf, type Typed, typedOf } from '../cards/typed.ts'
import { Icon } from '../parts/icon.tsx'
import { useRoom } from '../room.ts'

const COUNT_FROM = 300

/** Where an answer is written, with a card if it has one: Enter sends, Shift+Enter breaks the line, a draft waits for its chat. */
export function Composer(props: { c: string; name: string; note: string | null }): VNode {
  const { c, name, note } = props
  const { desk, drafts, deck, words: w } = useRoom()
  const [text, setText] = useState(() => drafts.read(c))
  const [typed, setTyped] = useState<Typed | null>(() => deck.read(c))
  const [fresh, setFresh] = useState(false)
  /** How often a card was to be sent that is not right yet. */
  const [tries, setTries] = useState(0)
  const form = useRef<HTMLFormElement>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  const hint = useId()
  const read = typed && cardOf(typed)
  const card = read?.ok ? read.value : null
  const said = card ? saying(text, card) : text.trim()
  const left = limits.textChars - (card ? said : text).length
  const ready = (typed !== null || said !== '') && left >= 0

  useEffect(() => {
    // On a phone the keyboard would hide what the visitor wrote.
    if (matchMedia('(pointer: fine)').matches) area.current?.focus()
  }, [])
  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [tries])

  const change = (next: string): void => {
    setText(next)
    drafts.write(c, next)
    desk.client.typing(c, next !== '')
  }
  const changeCard = (next: Typed | null): void => {
    setTyped(next)
    deck.write(c, next)
    if (next) desk.client.typing(c, true)
    else setTries(0)
  }
  const begin = (next: Typed): void => {
    setFresh(true)
    changeCard(next)
  }
  const send = (): void => {
    if (!ready) return
    if (typed && !card) {
      setTries(tries + 1)
      return
    }
    desk.client.send(c, said, card ?? undefined)
    if (card) deck.used(card)
    changeCard(null)
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
  const toText = (): void => area.current?.focus()

  return (
    <form
      class="composer"
      ref={form}
      onSubmit={event => {
        event.preventDefault()
        send()
      }}
    >
      {typed && (
        <Editor
          key={typed.kind}
          typed={typed}
          flaws={known(read?.ok === false ? read.flaws : new Map(), tries > 0)}
          card={card}
          saying={said}
          fresh={fresh}
          change={changeCard}
          remove={() => {
            changeCard(null)
            toText()
          }}
          leave={toText}
          send={send}
        />
      )}
      <CardMenu
        disabled={typed !== null}
        begin={kind => begin(blank(kind))}
        again={used => begin(typedOf(used))}
      />
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

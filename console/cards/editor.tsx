import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Card } from '../../protocol/card.ts'
import { limits } from '../../protocol/limits.ts'
import { Icon } from '../parts/icon.tsx'
import { useRoom } from '../room.ts'
import { Checked } from '../settings/checked.tsx'
import { Fields } from './fields.tsx'
import type { Flaws } from './flaws.ts'
import { Rows } from './rows.tsx'
import { flawText } from './told.ts'
import type { Typed } from './typed.ts'
import { CardView } from './view.tsx'

/** Where a card is written, over the message that it goes out with; beneath, what will be seen of it. */
export function Editor(props: {
  typed: Typed
  flaws: Flaws
  /** As it would be sent now; null while something is wrong. */
  card: Card | null
  /** The message it would be sent with. */
  saying: string
  /** Takes the focus when it appears. */
  fresh: boolean
  change(typed: Typed): void
  remove(): void
  leave(): void
  send(): void
}): VNode {
  const { words: w } = useRoom()
  const { typed, flaws, card } = props
  const box = useRef<HTMLElement>(null)
  const { fresh } = props
  useEffect(() => {
    if (fresh) box.current?.querySelector<HTMLElement>('.editor-body :is(input, textarea)')?.focus()
  }, [fresh])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing || event.keyCode === 229) return
    if (event.key === 'Escape') {
      event.preventDefault()
      props.leave()
    }
    const isText = event.target instanceof HTMLInputElement
    if (event.key !== 'Enter' || (!isText && !event.ctrlKey && !event.metaKey)) return
    // Enter in a field would send what is not finished yet.
    event.preventDefault()
    if (event.ctrlKey || event.metaKey) props.send()
  }
  const wrong = flawText(flaws.get('card'), w)
  return (
    <section class="editor" aria-label={w.cards.kind[typed.kind]} ref={box} onKeyDown={onKeyDown}>
      <header class="editor-head">
        <h3>{w.cards.kind[typed.kind]}</h3>
        <button
          type="button"
          class="icon-button"
          aria-label={w.cards.remove}
          onClick={props.remove}
        >
          <Icon name="close" />
        </button>
      </header>
      <div class="editor-body">
        <Body typed={typed} flaws={flaws} change={props.change} />
        {wrong && <p class="wrong">{wrong}</p>}
      </div>
      {card && (
        <figure class="preview">
          <figcaption>{w.cards.preview}</figcaption>
          <CardView card={card} />
          <p class="hint">
            {w.cards.saying} <q dir="auto">{props.saying}</q>
          </p>
        </figure>
      )}
    </section>
  )
}

function Body(props: { typed: Typed; flaws: Flaws; change(typed: Typed): void }): VNode {
  const { words: w } = useRoom()
  const { typed, flaws, change } = props
  const wrong = (at: string): string | null => flawText(flaws.get(at), w)
  switch (typed.kind) {
    case 'replies':
      return (
        <Checked
          label={w.cards.options}
          hint={w.cards.optionsWhy(limits.cardParts)}
          wrong={wrong('options')}
        >
          {control => (
            <textarea
              {...control}
              rows={3}
              dir="auto"
              value={typed.options}
              onInput={event => change({ ...typed, options: event.currentTarget.value })}
            />
          )}
        </Checked>
      )
    case 'product':
      return <ProductBody typed={typed} flaws={flaws} change={change} />
    case 'form':
      return (
        <>
          <Checked label={w.cards.title} wrong={wrong('title')}>
            {control => (
              <input
                {...control}
                dir="auto"
                value={typed.title}
                onInput={event => change({ ...typed, title: event.currentTarget.value })}
              />
            )}
          </Checked>
          <Fields
            legend={w.cards.questions}
            fields={typed.fields}
            flaws={flaws}
            change={fields => change({ ...typed, fields })}
          />
          {typed.fields.length === 0 && <p class="wrong">{wrong('fields')}</p>}
        </>
      )
  }
}

function ProductBody(props: {
  typed: Extract<Typed, { kind: 'product' }>
  flaws: Flaws
  change(typed: Typed): void
}): VNode {
  const { words: w } = useRoom()
  const { typed, flaws, change } = props
  const line = (part: 'title' | 'price' | 'image' | 'url', example?: string): VNode => (
    <Checked label={w.cards[part]} wrong={flawText(flaws.get(part), w)}>
      {control => (
        <input
          {...control}
          {...(part === 'image' || part === 'url'
            ? { type: 'url', dir: 'ltr' as const, placeholder: 'https://' }
            : { dir: 'auto' as const })}
          {...(example ? { placeholder: example } : {})}
          value={typed[part]}
          onInput={event => change({ ...typed, [part]: event.currentTarget.value })}
        />
      )}
    </Checked>
  )
  return (
    <>
      <div class="pair">
        {line('title')}
        {line('price', w.cards.priceLike)}
      </div>
      <div class="pair">
        {line('url')}
        {line('image')}
      </div>
      <Rows
        legend={w.cards.actions}
        items={typed.actions}
        most={limits.cardParts}
        add={w.cards.addAction}
        make={() => ({ label: '', key: '' })}
        change={actions => change({ ...typed, actions })}
        nameOf={i => typed.actions[i]?.label || w.cards.action(i + 1)}
      >
        {(action, i, set) => {
          const [label, key] = [flaws.get(`actions.${i}.label`), flaws.get(`actions.${i}.key`)]
          return (
            <>
              <input
                class="grows"
                dir="auto"
                aria-label={w.cards.action(i + 1)}
                placeholder={w.cards.action(i + 1)}
                aria-invalid={label ? true : undefined}
                value={action.label}
                onInput={event => set({ label: event.currentTarget.value })}
              />
              <input
                class="short"
                dir="ltr"
                spellcheck={false}
                aria-label={w.cards.actionKey(i + 1)}
                placeholder={w.cards.key}
                aria-invalid={key ? true : undefined}
                value={action.key}
                onInput={event => set({ key: event.currentTarget.value })}
              />
              {(label || key) && <p class="wrong">{flawText(label ?? key, w)}</p>}
            </>
          )
        }}
      </Rows>
    </>
  )
}

import type { VNode } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { Card } from '../../protocol/card.ts'
import { Icon } from '../parts/icon.tsx'
import { useRoom } from '../room.ts'
import { type Kind, kinds } from './typed.ts'

/** The "+" beside the message: three kinds of card, and those used lately. */
export function CardMenu(props: {
  disabled: boolean
  begin(kind: Kind): void
  again(card: Card): void
}): VNode {
  const { deck, words: w } = useRoom()
  const [open, setOpen] = useState(false)
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const items = (): HTMLElement[] => [
    ...(box.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? []),
  ]
  useEffect(() => {
    if (open) box.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus()
  }, [open])

  const close = (): void => {
    setOpen(false)
    box.current?.querySelector('button')?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!open) return
    const all = items()
    const at = all.indexOf(document.activeElement as HTMLElement)
    const steps: Record<string, number> = {
      ArrowDown: (at + 1) % all.length,
      ArrowUp: (at - 1 + all.length) % all.length,
      Home: 0,
      End: all.length - 1,
    }
    const to = steps[event.key]
    if (event.key === 'Escape') close()
    else if (to === undefined) return
    else all[to]?.focus()
    event.preventDefault()
  }
  const choose = (run: () => void): void => {
    setOpen(false)
    run()
  }
  const lately = open ? deck.lately() : []
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the menu inside
    <div
      class="card-menu"
      ref={box}
      onKeyDown={onKeyDown}
      onFocusOut={event => {
        if (!box.current?.contains(event.relatedTarget as Node | null)) setOpen(false)
      }}
    >
      <button
        type="button"
        class="icon-button"
        aria-label={w.cards.add}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={id}
        disabled={props.disabled}
        onClick={() => (open ? close() : setOpen(true))}
      >
        <Icon name="plus" />
      </button>
      {open && (
        <div class="menu" role="menu" id={id} aria-label={w.cards.add}>
          {kinds.map(kind => (
            <button
              key={kind}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => choose(() => props.begin(kind))}
            >
              {w.cards.kind[kind]}
            </button>
          ))}
          {lately.length > 0 && (
            // biome-ignore lint/a11y/useSemanticElements: a group of menu items is no fieldset
            <div role="group" class="menu-group" aria-label={w.cards.lately}>
              <p class="hint" aria-hidden="true">
                {w.cards.lately}
              </p>
              {lately.map(card => (
                <button
                  key={JSON.stringify(card)}
                  type="button"
                  role="menuitem"
                  tabIndex={-1}
                  onClick={() => choose(() => props.again(card))}
                >
                  <span class="muted">{w.cards.kind[card.kind]}: </span>
                  <span dir="auto">{nameOf(card)}</span>
                </button>
              ))}
            </div>
          )}
        </div>
      )}
    </div>
  )
}

function nameOf(card: Card): string {
  return card.kind === 'replies' ? card.options.join(' · ') : card.title
}

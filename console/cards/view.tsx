import type { VNode } from 'preact'
import type { Card } from '../../protocol/card.ts'
import { Icon } from '../parts/icon.tsx'
import { Away, webAddress } from '../parts/linked.tsx'
import { useRoom } from '../room.ts'

/** What became of a card: the option that was chosen, buttons that were pressed, whether the form came back. */
export interface Fate {
  chosen: string | null
  pressed: ReadonlySet<string>
  filled: boolean
}

export const untouched: Fate = { chosen: null, pressed: new Set(), filled: false }

/** A card as the visitor has it, to look at: nothing here can be pressed but the link. */
export function CardView({ card, fate = untouched }: { card: Card; fate?: Fate }): VNode {
  const { words: w } = useRoom()
  switch (card.kind) {
    case 'replies':
      return (
        <ul class="said-card chips" aria-label={w.cards.answers}>
          {card.options.map(option => (
            <Chip
              key={option}
              text={option}
              mark={option === fate.chosen ? w.cards.chosen : null}
            />
          ))}
        </ul>
      )
    case 'product':
      return <Product card={card} fate={fate} />
    case 'form':
      return (
        <article class="said-card boxed" aria-label={card.title}>
          <p class="said-title" dir="auto">
            {card.title}
            {fate.filled && (
              <span class="mark">
                <Icon name="check" />
                {w.cards.filled}
              </span>
            )}
          </p>
          <ul class="asked">
            {card.fields.map(({ name, label, type, required }) => (
              <li key={name}>
                <span dir="auto">{label}</span>
                <span class="muted">
                  {w.cards.type[type]}
                  {!required && ` · ${w.cards.optional}`}
                </span>
              </li>
            ))}
          </ul>
        </article>
      )
  }
}

function Product(props: { card: Extract<Card, { kind: 'product' }>; fate: Fate }): VNode {
  const { words: w } = useRoom()
  const { title, price, image, url, actions } = props.card
  return (
    <article class="said-card boxed product" aria-label={title}>
      {image && webAddress(image) && (
        <img src={image} alt="" loading="lazy" decoding="async" referrerpolicy="no-referrer" />
      )}
      <p class="said-title" dir="auto">
        {title}
      </p>
      {price && <p dir="auto">{price}</p>}
      {url && (
        <p>
          <Away href={url} text={w.cards.open} />
        </p>
      )}
      {actions.length > 0 && (
        <ul class="chips">
          {actions.map(({ id, label }) => (
            <Chip
              key={id}
              text={label}
              mark={props.fate.pressed.has(id) ? w.cards.pressed : null}
            />
          ))}
        </ul>
      )}
    </article>
  )
}

function Chip({ text, mark }: { text: string; mark: string | null }): VNode {
  return (
    <li class={mark ? 'chip marked' : 'chip'}>
      <span dir="auto">{text}</span>
      {mark && (
        <>
          <Icon name="check" />
          <span class="unseen"> ({mark})</span>
        </>
      )}
    </li>
  )
}

import type { ComponentChildren, VNode } from 'preact'
import type { Context } from '../../protocol/context.ts'
import { Away, Linked } from '../parts/linked.tsx'
import { useRoom } from '../room.ts'
import type { Words } from '../words/english.ts'
import { ago, money } from '../words/format.ts'
import { Fact } from './fact.tsx'

const SHOWN = 4

/** What the page told of its visitor; of what there is none, nothing is said. */
export function Told({ context }: { context: Context }): VNode {
  const { minutes, words: w, locale } = useRoom()
  const now = minutes.now.value
  const { attributes, cart, orders, events, pages, referrer } = context
  const told = Object.entries(attributes)
  return (
    <>
      {cart && <CartFact cart={cart} />}
      <Newest name={w.context.orders} of={orders}>
        {({ id, total, currency, at }) => (
          <p class="between">
            <span>
              {id} <span class="muted digits">{ago(at, now, w, locale)}</span>
            </span>
            <span class="digits">{money(total, currency, locale)}</span>
          </p>
        )}
      </Newest>
      {told.length > 0 && (
        <Fact name={w.context.attributes}>
          {told.map(([name, value]) => (
            <p key={name} class="told" dir="auto">
              <span class="muted">{name}: </span>
              <Linked text={plain(value, w, locale)} />
            </p>
          ))}
        </Fact>
      )}
      <Newest name={w.context.events} of={events}>
        {({ name, props, at }) => (
          <div class="told">
            <p class="between">
              <span dir="auto">{name}</span>
              <span class="muted digits">{ago(at, now, w, locale)}</span>
            </p>
            {Object.entries(props).map(([key, value]) => (
              <p key={key} class="small" dir="auto">
                <span class="muted">{key}: </span>
                <Linked text={plain(value, w, locale)} />
              </p>
            ))}
          </div>
        )}
      </Newest>
      <Newest name={w.context.pages} of={pages}>
        {({ url, title }) => (
          <p class="told small">
            <Away href={url} text={title || url} />
          </p>
        )}
      </Newest>
      {referrer && (
        <Fact name={w.context.referrer}>
          <p class="address" dir="ltr">
            <Away href={referrer} text={referrer} />
          </p>
        </Fact>
      )}
    </>
  )
}

function CartFact({ cart }: { cart: NonNullable<Context['cart']> }): VNode {
  const { words: w, locale } = useRoom()
  const { items, total, currency } = cart
  const number = new Intl.NumberFormat(locale)
  if (items.length === 0)
    return (
      <Fact name={w.context.cart}>
        <span class="muted">{w.context.emptyCart}</span>
      </Fact>
    )
  return (
    <Fact name={w.context.cart}>
      <ul>
        {items.map(({ id, title, quantity, price }) => (
          <li key={id} class="between">
            <span dir="auto">
              {quantity !== 1 && <span class="digits">{number.format(quantity)} × </span>}
              {title}
            </span>
            <span class="digits">{money(price * quantity, currency, locale)}</span>
          </li>
        ))}
      </ul>
      <p class="between total">
        <span>{w.context.total}</span>
        <span class="digits">{money(total, currency, locale)}</span>
      </p>
    </Fact>
  )
}

/** Newest first; the older ones are opened. */
function Newest<T>(props: {
  name: string
  of: readonly T[]
  children: (one: T) => ComponentChildren
}): VNode | null {
  const { words: w } = useRoom()
  const all = props.of.toReversed()
  if (all.length === 0) return null
  const older = all.slice(SHOWN)
  return (
    <Fact name={props.name}>
      {all.slice(0, SHOWN).map(props.children)}
      {older.length > 0 && (
        <details class="older-facts">
          <summary>{w.context.more(older.length)}</summary>
          {older.map(props.children)}
        </details>
      )}
    </Fact>
  )
}

/** A value as people read it. */
function plain(value: string | number | boolean, words: Words, locale: string): string {
  switch (typeof value) {
    case 'string':
      return value
    case 'number':
      return new Intl.NumberFormat(locale, { maximumFractionDigits: 6, useGrouping: false }).format(
        value,
      )
    case 'boolean':
      return value ? words.context.yes : words.context.no
  }
}

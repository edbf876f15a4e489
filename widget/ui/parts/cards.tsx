import type { VNode } from 'preact'
import type { Message, VisitorView } from '../../../client/view.ts'
import type { Card, CardAction } from '../../../protocol/card.ts'
import type { Extra, Room } from '../room.ts'
import css from '../style/cards.css?inline'
import { english } from '../words/cards.ts'
import { said } from '../words/said.ts'
import { dress, toComposer } from './dress.ts'
import type { Form } from './form.tsx'
import { isGreeting } from './greeting.ts'

type Product = Extract<Card, { kind: 'product' }>

/** Answers to choose from, products and forms under an agent's message. */
export async function createCards(room: Room): Promise<Extra> {
  const { client, tag, redraw, emit, style } = room
  const words = await said(tag, 'cards', english)
  /** One for each message that has a form, fetched with the first. */
  const forms = new Map<string, Form | null>()
  /** Buttons pressed here, as `message action`; those of earlier pages are in the log. */
  const pressed = new Set<string>()
  let failed = ''
  let news: string | null = null
  dress(room)
  style(css)

  function answer(message: Message, text: string, values: Record<string, string>): void {
    const { answer } = room
    // No log has a greeting, so that it cannot be answered as a card; what the shop's form asked goes with any first message.
    const given = isGreeting(message) ? answer : { to: message.id, values }
    // A refusal stands beside the message itself.
    client.send(text, given).catch(Boolean)
    toComposer(room)
  }

  function replies(view: VisitorView, message: Message, options: string[]): VNode | false {
    if (answered(view, message)) return false
    return (
      <fieldset class="replies" aria-label={words.replies}>
        {options.map(option => (
          <button
            key={option}
            type="button"
            onClick={() => answer(message, option, { reply: option })}
          >
            {option}
          </button>
        ))}
      </fieldset>
    )
  }

  function press(message: Message, card: Product, { id, label }: CardAction): void {
    const key = `${message.id} ${id}`
    failed = ''
    pressed.add(key)
    news = words.done(label)
    emit('card', { message: message.id, action: id, card })
    redraw()
    if (isGreeting(message)) return
    client.ask({ t: 'act', message: message.id, action: id }).catch(() => {
      pressed.delete(key)
      news = null
      failed = message.id
      redraw()
    })
  }
  function product(view: VisitorView, message: Message, card: Product): VNode {
    const { title, price, image, url, actions } = card
    const isDone = ({ id }: CardAction) =>
      pressed.has(`${message.id} ${id}`) ||
      view.log.some(
        ({ event }) =>
          event.type === 'acted' && event.message === message.id && event.action === id,
      )
    return (
      <section class="box product" aria-label={title}>
        {image && isWeb(image) && (
          <img
            src={image}
            alt={title}
            loading="lazy"
            decoding="async"
            referrerpolicy="no-referrer"
          />
        )}
        <strong>{title}</strong>
        {price && (
          <span>
            <bdi>{price}</bdi>
          </span>
        )}
        <div class="row">
          {actions.map((action, i) => (
            <button
              key={action.id}
              type="button"
              class={i ? 'do' : 'do first'}
              onClick={() => press(message, card, action)}
            >
              {action.label}
              {isDone(action) && ' ✓'}
            </button>
          ))}
          {url && isWeb(url) && (
            // The chat goes on over the shop's own pages.
            <a class="do" href={url} target={isHere(url) ? '_self' : '_blank'} rel="noopener">
              {words.view}
            </a>
          )}
        </div>
        {failed === message.id && (
          <span class="wrong" role="alert">
            {words.failed}
          </span>
        )}
      </section>
    )
  }

  function formOf(message: Message, { fields }: Extract<Card, { kind: 'form' }>): Form | null {
    const { id } = message
    if (!forms.has(id)) {
      forms.set(id, null)
      import('./form.tsx')
        .then(async ({ createForm, summary }) => {
          const done = (values: Record<string, string>) =>
            answer(message, summary(fields, values), values)
          forms.set(id, await createForm(room, { send: words.send, done }))
          redraw()
        })
        .catch(() => forms.delete(id))
    }
    return forms.get(id) ?? null
  }
  function form(view: VisitorView, message: Message, card: Extract<Card, { kind: 'form' }>) {
    if (view.entries.some(entry => entry.kind === 'message' && entry.answer?.to === message.id))
      return false
    // A trigger's form that was sent as plain text cannot be told from another message.
    if (isGreeting(message) && answered(view, message)) return false
    return (
      <section class="box" aria-label={card.title}>
        <strong>{card.title}</strong>
        {formOf(message, card)?.draw(card.fields)}
      </section>
    )
  }
  return {
    said: () => news,
    message(view, message) {
      const { card, by } = message
      if (by.role !== 'agent') return null
      switch (card?.kind) {
        case undefined:
          return null
        case 'replies':
          return replies(view, message, card.options)
        case 'product':
          return product(view, message, card)
        case 'form':
          return form(view, message, card)
      }
    },
  }
}

/** Whether the visitor wrote anything after it. */
function answered({ entries }: VisitorView, message: Message): boolean {
  const at = entries.findIndex(entry => entry.kind === 'message' && entry.id === message.id)
  return entries.some(
    (entry, i) => i > at && entry.kind === 'message' && entry.by.role === 'visitor',
  )
}

function isWeb(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
}

function isHere(url: string): boolean {
  return new URL(url).origin === location.origin
}

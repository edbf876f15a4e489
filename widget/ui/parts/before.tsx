import type { VNode } from 'preact'
import type { VisitorView } from '../../../client/view.ts'
import type { Field } from '../../../protocol/card.ts'
import type { Extra, Room } from '../room.ts'
import { english } from '../words/before.ts'
import { said } from '../words/said.ts'
import { dress, toComposer } from './dress.ts'
import { createForm, type Values } from './form.tsx'
import { isWay } from './links.tsx'

/** The form's own field, which no shop's name can be: those have at least one character. */
const MESSAGE = ''

/**
 * Stands where the composer is until what the shop asks before the chat is answered; while nobody is there, it takes
 * the message and an e-mail address as well.
 */
export async function createBefore(room: Room): Promise<Extra> {
  const { client, tag, key, root, options, redraw } = room
  const words = await said(tag, 'before', english)
  const kept = `${key}:before`
  let hadFocus = false
  /** Counts who left; what one had begun to fill in is none of the next one's. */
  let left = 0
  let visitor: VisitorView['visitor'] = null
  room.answer ??= remembered()
  dress(room)

  const asked = await createForm(room, {
    send: words.start,
    given,
    done: values => answered(values),
    beside: () =>
      !client.view.site?.widget.prechat.some(({ required }) => required) && (
        <button type="button" class="do" onClick={() => answered({})}>
          {words.skip}
        </button>
      ),
  })
  const away = await createForm(room, {
    send: words.send,
    given: field => (field.name === MESSAGE ? room.draft() : given(field)),
    // The message is the composer's draft, should somebody come meanwhile.
    changed: ({ name }, value) => name === MESSAGE && room.write(value),
    done({ [MESSAGE]: text = '', ...values }) {
      const { view } = client
      identify(values)
      const isFirst = view.state.status === 'new'
      // A refusal stands beside the message itself.
      client.send(text, isFirst ? { to: null, values } : undefined).catch(Boolean)
      room.write('')
      toComposer(room)
    },
  })

  function remembered(): Room['answer'] {
    try {
      const values = sessionStorage.getItem(kept)
      return values === null ? undefined : { to: null, values: JSON.parse(values) }
    } catch {
      return undefined
    }
  }
  function remember(values: Values | null): void {
    try {
      if (values) sessionStorage.setItem(kept, JSON.stringify(values))
      else sessionStorage.removeItem(kept)
    } catch {
      // Storage is denied: asked again on the next page.
    }
  }
  function answered(values: Values): void {
    room.answer = { to: null, values }
    remember(values)
    identify(values)
    redraw()
    toComposer(room)
  }
  /** Tells the shop who this is; the composer or the first message says so itself when it is refused. */
  function identify(values: Values): void {
    const fields = client.view.site?.widget.prechat ?? []
    const email = values[fields.find(isEmail)?.name ?? 'email'] ?? null
    const { name = null } = values
    if (name || email) client.ask({ t: 'identify', name, email, token: null }).catch(Boolean)
  }
  function given(field: Field): string {
    const { name } = field
    const { visitor } = client.view
    return (
      (room.answer?.values[name] ??
        (isEmail(field) ? visitor?.email : name === 'name' && visitor?.name) ??
        '') ||
      ''
    )
  }

  function awayFields(view: VisitorView): Field[] {
    const prechat = view.state.status === 'new' ? (view.site?.widget.prechat ?? []) : []
    const email: Field[] =
      prechat.some(isEmail) || view.visitor?.email
        ? []
        : [{ name: 'email', label: words.email, type: 'email', required: false, options: [] }]
    return [
      { name: MESSAGE, label: words.message, type: 'long', required: true, options: [] },
      ...prechat,
      ...email,
    ]
  }
  /** What stands instead of the composer has its focus. */
  function hold(element: Element | null): void {
    if (hadFocus) element?.querySelector<HTMLElement>('.in')?.focus({ preventScroll: true })
  }
  function cover(text: string, form: VNode, view: VisitorView): VNode {
    const url = view.site?.widget.privacyUrl ?? options.privacy
    const channel = isAway(view) && view.site?.channel
    return (
      <section key={text + left} class="box cover" aria-label={text} ref={hold}>
        <strong>{text}</strong>
        {form}
        {(channel || url) && (
          <div class="row">
            {channel && link(channel.url, channel.label)}
            {url && link(url, words.privacy)}
          </div>
        )}
      </section>
    )
  }

  return {
    said: view => (isAway(view) ? words.away : null),
    drawn(view) {
      if (!room.answer || view.state.status === 'new') return
      // It went along with the first message.
      room.answer = undefined
      remember(null)
    },
    cover(view) {
      if (visitor && !view.visitor) left++
      visitor = view.visitor
      hadFocus = !!root.activeElement?.matches('.field textarea')
      if (isAway(view)) return cover(words.away, away.draw(awayFields(view)), view)
      const { prechat = [] } = view.site?.widget ?? {}
      if (!prechat.length || room.answer || !isUnsaid(view)) return null
      return cover(words.before, asked.draw(prechat), view)
    },
  }
}

/** Whether a field asks for an address; the relay goes by the name alone. */
const isEmail = ({ name, type }: Field) => type === 'email' || name === 'email'

/** Whether the conversation waits for its first word, or its next after the last was resolved. */
function isUnsaid({ state, entries, consent }: VisitorView, status: 'new' | 'resolved' = 'new') {
  return (
    consent &&
    state.status === status &&
    !entries.some(entry => entry.kind === 'message' && entry.state === 'sending')
  )
}

/** Whether nobody is there, and the shop wants an address with the message. */
function isAway(view: VisitorView): boolean {
  const { site, online, link } = view
  return (
    !!site?.widget.away &&
    online === 0 &&
    link.state === 'online' &&
    (isUnsaid(view) || isUnsaid(view, 'resolved'))
  )
}

/** A way that leaves the page opens beside it. */
function link(url: string, label: string): VNode | false {
  return (
    isWay(url) && (
      <a class="more" href={url} target="_blank" rel="noopener">
        {label}
      </a>
    )
  )
}

import type { TargetedSubmitEvent, VNode } from 'preact'
import type { VisitorView } from '../../../client/view.ts'
import { limits } from '../../../protocol/limits.ts'
import type { Extra, Room } from '../room.ts'
import css from '../style/choice.css?inline'
import { type ChoiceWords, english } from '../words/choice.ts'
import { said as inWords } from '../words/said.ts'
import { isWay } from './links.tsx'

/** What the card shows: the ways, the form for an address, or what was chosen. */
type Face = 'ways' | 'form' | 'chosen'

/** What a visitor may do once the promised time has passed unanswered. */
export async function createChoice(room: Room): Promise<Extra> {
  const { root, redraw } = room
  const words = await inWords(room.tag, 'choice', english)
  /** What the visitor turned to since the last choice; null: as the log has it. */
  let turned: Face | null = null
  let busy = false
  /** Why it did not work, to be read under the form or the ways. */
  let wrong = ''
  let box: Element | null = null

  room.style(css)

  function face({ state }: VisitorView): Face {
    const chosen = state.status !== 'new' && state.episode?.choice
    return turned ?? (chosen ? 'chosen' : 'ways')
  }
  function turn(to: Face | null): void {
    turned = to
    wrong = ''
    redraw()
    // What had the focus may be gone.
    ;(box?.querySelector('input') ?? box?.querySelector('p'))?.focus()
  }
  async function choose(
    choice: 'wait' | 'email' | 'channel',
    email: string | null = null,
  ): Promise<void> {
    if (busy) return
    busy = true
    redraw()
    try {
      await room.client.ask({ t: 'choose', choice, email })
      busy = false
      turn(null)
    } catch {
      busy = false
      wrong = words.failed
      redraw()
    }
  }
  function submit(event: TargetedSubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    const input = event.currentTarget.querySelector('input')
    const email = input?.value.trim() ?? ''
    // As the relay wants it, and with the dot that a mistyped address lacks.
    if (/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(email)) return void choose('email', email)
    wrong = words.expected
    redraw()
    input?.focus()
  }
  /** The card goes when somebody answers: a focus within goes to the chat, not to the page. */
  function hold(element: Element | null): void {
    if (!element && box?.contains(root.activeElement))
      box.closest<HTMLElement>('.panel')?.focus({ preventScroll: true })
    box = element
  }

  function ways({ site }: VisitorView): VNode {
    return (
      <>
        {button(words.wait, () => choose('wait'))}
        {button(words.email, () => turn('form'))}
        {site?.channel && link(site.channel, () => choose('channel'))}
      </>
    )
  }
  function form(view: VisitorView): VNode {
    return (
      <form noValidate onSubmit={submit}>
        <label>
          {words.address}
          <input
            type="email"
            autocomplete="email"
            maxLength={limits.emailChars}
            defaultValue={emailOf(view) ?? view.visitor?.email ?? ''}
            aria-invalid={!!wrong}
            aria-describedby="wrong"
          />
        </label>
        <button type="submit" class="way first" aria-disabled={busy}>
          {words.save}
        </button>
        {button(words.back, () => turn(null))}
      </form>
    )
  }
  function chosen({ site, state }: VisitorView): VNode {
    const channel = state.status !== 'new' && state.episode?.choice === 'channel' && site?.channel
    return (
      <>
        {channel && link(channel, () => {})}
        {button(words.again, () => turn('ways'))}
      </>
    )
  }
  function button(text: string, act: () => void): VNode {
    return (
      <button type="button" class="way" aria-disabled={busy} onClick={act}>
        {text}
      </button>
    )
  }

  function said(view: VisitorView): string {
    return face(view) === 'chosen' ? sentence(view, words) : words.sorry
  }
  return {
    said: view => (isLate(view) ? said(view) : null),
    end(view) {
      if (!isLate(view)) return null
      const now = face(view)
      return (
        <section class="choice" ref={hold} aria-label={words.sorry}>
          <p tabIndex={-1}>{said(view)}</p>
          {now === 'ways' && ways(view)}
          {now === 'form' && form(view)}
          {now === 'chosen' && chosen(view)}
          {wrong && (
            <p id="wrong" role="alert">
              {wrong}
            </p>
          )}
        </section>
      )
    },
  }
}

/** Whether the target has passed and nobody has answered. */
function isLate({ state }: VisitorView): boolean {
  const episode = state.status !== 'new' && state.episode
  return !!episode && episode.step === 'breach' && !episode.answeredAt && !episode.resolvedAt
}

/** A way that leaves the page opens beside it. */
function link({ label, url }: { label: string; url: string }, act: () => void): VNode | null {
  if (!isWay(url)) return null
  return (
    <a class="way" href={url} target="_blank" rel="noopener" onClick={act}>
      {label}
    </a>
  )
}

function sentence({ state, site, ...view }: VisitorView, words: ChoiceWords): string {
  switch (state.status !== 'new' && state.episode?.choice) {
    case 'email':
      return words.willWrite(emailOf(view) ?? '')
    case 'channel':
      return words.elsewhere(site?.channel?.label ?? '')
    default:
      return words.thanks
  }
}

/** The address left last. */
function emailOf({ entries }: Pick<VisitorView, 'entries'>): string | null {
  let email: string | null = null
  for (const entry of entries)
    if (entry.kind === 'notice' && entry.what === 'chose') email = entry.email ?? email
  return email
}

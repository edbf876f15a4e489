import type { TargetedSubmitEvent, VNode } from 'preact'
import type { VisitorView } from '../../../client/view.ts'
import { limits } from '../../../protocol/limits.ts'
import type { Extra, Room } from '../room.ts'
import { english } from '../words/busy.ts'
import { said } from '../words/said.ts'
import { dress } from './dress.ts'
import { isWay } from './links.tsx'
import { isBusy } from './wait.ts'

/** Offers to who will wait long an e-mail, or the shop's other channel. */
export async function createBusy(room: Room): Promise<Extra> {
  const { client, tag, redraw } = room
  const words = await said(tag, 'busy', english)
  let wrong = ''
  let saved = ''
  let busy = false
  dress(room)

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const input = event.currentTarget.querySelector('input')
    const email = input?.value.trim() ?? ''
    if (busy) return
    wrong = ''
    if (/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(email)) {
      busy = true
      redraw()
      try {
        await client.ask({ t: 'choose', choice: 'email', email })
        saved = email
      } catch {
        wrong = words.failed
      }
      busy = false
    } else wrong = words.expected
    redraw()
    if (wrong) input?.focus()
  }

  function form(view: VisitorView): VNode {
    const channel = view.site?.channel
    return (
      <form noValidate onSubmit={submit}>
        <div class="ask">
          <label for="busy">{words.email}</label>
          <input
            id="busy"
            type="email"
            dir="ltr"
            autocomplete="email"
            maxLength={limits.emailChars}
            aria-invalid={!!wrong}
            aria-describedby="busy-wrong"
          />
          {wrong && (
            <span class="wrong" id="busy-wrong">
              {wrong}
            </span>
          )}
        </div>
        <div class="row">
          <button type="submit" class="do first" aria-disabled={busy}>
            {words.save}
          </button>
          {channel && isWay(channel.url) && (
            <a class="do" href={channel.url} target="_blank" rel="noopener">
              {channel.label}
            </a>
          )}
        </div>
      </form>
    )
  }
  const line = ({ online }: VisitorView) => (online === 0 ? words.alone : words.busy)
  return {
    said: view => (saved ? words.saved(saved) : isBusy(view) ? line(view) : null),
    end(view) {
      if (saved && view.state.status === 'waiting')
        return <p class="notice">{words.saved(saved)}</p>
      saved = ''
      if (!isBusy(view)) return null
      return (
        <section class="box" aria-label={line(view)}>
          <strong>{line(view)}</strong>
          {form(view)}
        </section>
      )
    },
  }
}

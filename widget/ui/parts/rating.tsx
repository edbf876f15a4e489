import type { TargetedSubmitEvent, VNode } from 'preact'
import type { VisitorView } from '../../../client/view.ts'
import type { Seq } from '../../../protocol/events.ts'
import { limits } from '../../../protocol/limits.ts'
import type { Extra, Room } from '../room.ts'
import css from '../style/rating.css?inline'
import { english } from '../words/rating.ts'
import { said } from '../words/said.ts'
import { dress } from './dress.ts'

/** Later than this nobody is asked about a chat any more. */
const ASKED_MS = 24 * 3600_000

const scale = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

type Face = 'stars' | 'likely' | 'thanks' | 'skipped'

/** Asks what a visitor thinks of a resolved chat: 1–5 with a comment, and some of them as well 0–10. */
export async function createRating(room: Room): Promise<Extra> {
  const { client, tag, key, root, redraw, emit, style } = room
  const words = await said(tag, 'rating', english)
  /** Of which episode the rest is said. */
  let episode = ''
  let face: Face = 'stars'
  let score = 0
  let busy = false
  let failed = false
  dress(room)
  style(css)

  /** Another chat is another question. */
  function turnTo(id: string, view: VisitorView): void {
    if (id === episode) return
    episode = id
    score = 0
    failed = false
    face = isRated(view) || skipped() === id ? 'skipped' : 'stars'
  }
  function skipped(): string | null {
    try {
      return sessionStorage.getItem(`${key}:rated`)
    } catch {
      return null
    }
  }
  function skip(): void {
    try {
      sessionStorage.setItem(`${key}:rated`, episode)
    } catch {
      // Storage is denied: asked again on the next page.
    }
    face = score && face === 'likely' ? 'thanks' : 'skipped'
    redraw()
  }
  function turn(to: Face): void {
    face = to
    redraw()
    root.querySelector<HTMLElement>('.rating strong')?.focus({ preventScroll: true })
  }
  async function rate(next: Face, rating: { score?: number; comment?: string; likely?: number }) {
    if (busy) return
    busy = true
    failed = false
    redraw()
    const { score = null, comment = null, likely = null } = rating
    try {
      await client.ask({ t: 'rate', score, comment: comment || null, likely })
      emit('rating', { score, comment: comment || null, likely })
      busy = false
      turn(next)
    } catch {
      busy = false
      failed = true
      redraw()
    }
  }
  function submit(event: TargetedSubmitEvent<HTMLFormElement>, view: VisitorView): void {
    event.preventDefault()
    const comment = event.currentTarget.querySelector('textarea')?.value.trim() ?? ''
    void rate(isAsked(view) ? 'likely' : 'thanks', { score, comment })
  }

  function stars(view: VisitorView): VNode {
    return (
      <form onSubmit={event => submit(event, view)}>
        <fieldset class="stars" aria-label={words.ask}>
          {[1, 2, 3, 4, 5].map(n => (
            <button
              key={n}
              type="button"
              aria-label={words.stars(n)}
              aria-pressed={n === score}
              class={n <= score ? 'on' : ''}
              onClick={() => {
                score = n
                redraw()
              }}
            >
              {n <= score ? '★' : '☆'}
            </button>
          ))}
        </fieldset>
        {score > 0 && (
          <label>
            {words.comment}
            <textarea dir="auto" maxLength={limits.textChars} />
          </label>
        )}
        <div class="row">
          {score > 0 && (
            <button type="submit" class="do first" aria-disabled={busy}>
              {words.send}
            </button>
          )}
          {skipButton()}
        </div>
      </form>
    )
  }
  function likely(): VNode {
    return (
      <>
        <fieldset class="scale" aria-label={words.likely}>
          {scale.map(n => (
            <button
              key={n}
              type="button"
              aria-disabled={busy}
              onClick={() => rate('thanks', { likely: n })}
            >
              {n}
            </button>
          ))}
        </fieldset>
        <div class="ends">
          <small>{words.least}</small>
          <small>{words.most}</small>
        </div>
        <div class="row">{skipButton()}</div>
      </>
    )
  }
  function skipButton(): VNode {
    return (
      <button type="button" class="do" onClick={skip}>
        {words.skip}
      </button>
    )
  }

  function isShown({ state, site }: VisitorView): boolean {
    return (
      state.status === 'resolved' &&
      !!site?.widget.rating &&
      !!state.episode?.answeredAt &&
      Date.now() - (state.episode.resolvedAt ?? 0) < ASKED_MS
    )
  }
  const title = () =>
    face === 'thanks' ? words.thanks : face === 'likely' ? words.likely : words.ask
  return {
    // What follows a press has the focus, which says it already.
    said(view) {
      if (!isShown(view)) return null
      turnTo(idOf(view), view)
      return face === 'stars' ? words.ask : null
    },
    end(view) {
      if (!isShown(view)) return null
      turnTo(idOf(view), view)
      if (face === 'skipped') return null
      return (
        <section class="box rating" aria-label={title()}>
          <strong tabIndex={-1}>{title()}</strong>
          {face === 'stars' && stars(view)}
          {face === 'likely' && likely()}
          {failed && (
            <span class="wrong" role="alert">
              {words.failed}
            </span>
          )}
        </section>
      )
    },
  }
}

function idOf(view: VisitorView): string {
  return `${view.visitor?.id} ${view.log[0]?.at} ${startOf(view)}`
}
function startOf({ state }: VisitorView): Seq {
  return (state.status !== 'new' && state.episode?.startSeq) || 0
}

/** Whether this episode was rated, on an earlier page or in another tab. */
function isRated(view: VisitorView): boolean {
  const since = startOf(view)
  return view.log.some(({ seq, event }) => event.type === 'rated' && seq > since)
}

/** Whether this chat is one of the share that is asked for the 0–10 too: the same on every page and in every tab. */
function isAsked(view: VisitorView): boolean {
  let hash = 2166136261
  for (const character of idOf(view))
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619)
  // FNV-1a alone leaves its high bits too alike for short texts: the finalizer of MurmurHash3 mixes them.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32 < (view.site?.widget.likely ?? 0)
}

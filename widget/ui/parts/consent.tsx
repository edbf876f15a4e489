import type { Extra, Room } from '../room.ts'
import { english } from '../words/consent.ts'
import { said } from '../words/said.ts'
import { dress, toComposer } from './dress.ts'

/** Asks the visitor, where the composer will be, before anything is kept or sent. */
export async function createConsent(room: Room): Promise<Extra> {
  const { client, tag, root, options, close } = room
  const words = await said(tag, 'consent', english)
  let busy = false
  let hadFocus = false
  dress(room)

  async function agree(): Promise<void> {
    if (busy) return
    busy = true
    try {
      await client.agree(true)
    } finally {
      busy = false
    }
    toComposer(room)
  }
  /** What stands instead of the composer has its focus. */
  function hold(element: Element | null): void {
    if (hadFocus) element?.querySelector('strong')?.focus({ preventScroll: true })
  }
  return {
    said: ({ consent }) => (consent ? null : words.title),
    cover({ consent, site }) {
      if (consent) return null
      hadFocus = !!root.activeElement?.matches('.field textarea')
      const url = site?.widget.privacyUrl ?? options.privacy
      return (
        <section class="box cover" aria-label={words.title} ref={hold}>
          <strong tabIndex={-1}>{words.title}</strong>
          <span>
            {words.why}{' '}
            {url && /^https?:/i.test(url) && (
              <a class="more" href={url} target="_blank" rel="noopener">
                {words.privacy}
              </a>
            )}
          </span>
          <div class="row">
            <button type="button" class="do first" onClick={agree}>
              {words.agree}
            </button>
            {!room.isPlaced && (
              <button type="button" class="do" onClick={close}>
                {words.refuse}
              </button>
            )}
          </div>
        </section>
      )
    },
  }
}

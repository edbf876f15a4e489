import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { Site } from '../../protocol/people.ts'
import { Copy } from '../parts/copy.tsx'
import { useRoom } from '../room.ts'
import { tagOf } from './tag.ts'

/** The tag to paste, with what it must say for this shop; waiting for consent is the page's to choose. */
export function Snippet({ site }: { site: Site }): VNode {
  const { words: w } = useRoom()
  const [consent, setConsent] = useState(false)
  const triggers = site.triggers.some(({ on }) => on)
  return (
    <>
      <Copy label={w.settings.tag} text={tagOf(location.origin, site.id, { consent, triggers })} />
      <label class="tick">
        <input
          type="checkbox"
          checked={consent}
          onChange={event => setConsent(event.currentTarget.checked)}
        />
        {w.widget.consent}
      </label>
      {consent && <p class="hint">{w.widget.consentWhy}</p>}
      {triggers && <p class="hint">{w.widget.triggers}</p>}
    </>
  )
}

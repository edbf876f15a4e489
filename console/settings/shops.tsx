import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { Copy } from '../parts/copy.tsx'
import { useRoom } from '../room.ts'
import { ShopForm } from './shop.tsx'
import { tagOf } from './tag.ts'

/** The shops, each with the tag to paste and what may be set; and a form for one more. */
export function Shops(): VNode {
  const { api, desk, words: w } = useRoom()
  const { sites } = desk.view.value
  const [added, setAdded] = useState(0)
  return (
    <section class="panel" aria-labelledby="settings-shops">
      <h2 id="settings-shops">{w.settings.sites}</h2>
      {sites.length === 0 && <p class="muted">{w.settings.noSites}</p>}
      {sites.map(site => (
        <article key={site.id} class="shop">
          <h3>{site.name}</h3>
          <Copy label={w.settings.tag} text={tagOf(location.origin, site.id)} />
          <details class="fold">
            <summary>{w.settings.edit}</summary>
            <ShopForm
              site={site}
              submit={w.settings.save}
              save={draft => api.putSite(site.id, draft)}
            />
          </details>
        </article>
      ))}
      <details class="fold" open={sites.length === 0}>
        <summary>{w.settings.addSite}</summary>
        <ShopForm
          key={added}
          site={null}
          submit={w.settings.addSite}
          save={async draft => {
            const answer = await api.addSite(draft)
            if (answer.ok) setAdded(added + 1)
            return answer
          }}
        />
      </details>
    </section>
  )
}

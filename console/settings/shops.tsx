import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { Copy } from '../parts/copy.tsx'
import { useRoom } from '../room.ts'
import { ChannelForm } from './channel.tsx'
import { draftOf } from './draft.ts'
import { Fold } from './fold.tsx'
import { HoursForm } from './hours.tsx'
import { Identity } from './identity.tsx'
import { LadderForm } from './ladder.tsx'
import { ShopForm } from './shop.tsx'
import { tagOf } from './tag.ts'
import { TriggersForm } from './triggers.tsx'

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
          <Fold title={w.settings.edit}>
            <ShopForm
              site={site}
              submit={w.settings.save}
              save={draft => api.putSite(site.id, draftOf(site, draft))}
            />
          </Fold>
          <Fold title={w.policy.ladder}>
            <LadderForm site={site} />
          </Fold>
          <Fold title={w.policy.hours}>
            <HoursForm
              hours={site.hours}
              why={w.policy.hoursWhy}
              without={w.policy.always}
              within={w.policy.byHours}
              save={hours => api.putSite(site.id, draftOf(site, { hours }))}
            />
          </Fold>
          <Fold title={w.policy.channel}>
            <ChannelForm site={site} />
          </Fold>
          <Fold title={w.triggers.title}>
            <TriggersForm site={site} />
          </Fold>
          <Fold title={w.identity.title}>
            <Identity site={site.id} />
          </Fold>
        </article>
      ))}
      <Fold title={w.settings.addSite} open={sites.length === 0}>
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
      </Fold>
    </section>
  )
}

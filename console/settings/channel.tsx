import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { Site } from '../../protocol/people.ts'
import { Field } from '../parts/field.tsx'
import { useRoom } from '../room.ts'
import { Checked } from './checked.tsx'
import { draftOf } from './draft.ts'
import { Save, useSaving } from './saving.tsx'

/** Another way to reach the shop, for when the target has passed. */
export function ChannelForm({ site }: { site: Site }): VNode {
  const { api, words: w } = useRoom()
  const { state, run, touched } = useSaving()
  const [wrong, setWrong] = useState<string | null>(null)

  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const data = new FormData(event.currentTarget as HTMLFormElement)
    const label = String(data.get('label')).trim()
    const url = String(data.get('url')).trim()
    const none = label === '' && url === ''
    const half = !none && (label === '' || url === '')
    const bad = half ? w.policy.channelBoth : none || isLink(url) ? null : w.policy.channelLink
    setWrong(bad)
    if (bad === null)
      await run(api.putSite(site.id, draftOf(site, { channel: none ? null : { label, url } })))
  }

  return (
    <form class="stack" onSubmit={save} onInput={touched} noValidate>
      <p class="hint">{w.policy.channelWhy}</p>
      <Field label={w.policy.channelLabel}>
        {control => (
          <input
            {...control}
            name="label"
            maxLength={80}
            defaultValue={site.channel?.label ?? ''}
          />
        )}
      </Field>
      <Checked label={w.policy.channelUrl} hint={w.policy.channelUrlWhy} wrong={wrong}>
        {control => (
          <input
            {...control}
            type="url"
            name="url"
            dir="ltr"
            maxLength={2000}
            defaultValue={site.channel?.url ?? ''}
          />
        )}
      </Checked>
      <Save state={state} />
    </form>
  )
}

/** Whether a visitor may be sent there. */
export function isLink(url: string): boolean {
  return URL.canParse(url) && /^(https?|mailto|tel|whatsapp):$/.test(new URL(url).protocol)
}

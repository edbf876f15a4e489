import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { Site } from '../../protocol/people.ts'
import type { Answer } from '../api.ts'
import { Field } from '../parts/field.tsx'
import { webAddress } from '../parts/linked.tsx'
import { useRoom } from '../room.ts'
import { Checked } from './checked.tsx'
import { Save, useSaving } from './saving.tsx'

/** Name and allowed origins of one shop, new or known. */
export function ShopForm(props: {
  site: Site | null
  submit: string
  save(draft: Pick<Site, 'name' | 'origins'>): Promise<Answer<Site>>
}): VNode {
  const { words: w } = useRoom()
  const { site } = props
  const { state, run } = useSaving()
  const [wrong, setWrong] = useState<string | null>(null)

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const data = new FormData(event.currentTarget as HTMLFormElement)
    const origins = lines(String(data.get('origins')))
    const bad = origins.find(origin => !webAddress(origin))
    setWrong(bad === undefined ? null : w.settings.noOrigin(bad))
    if (bad !== undefined) return
    await run(props.save({ name: String(data.get('name')).trim(), origins }))
  }

  return (
    <form class="stack" onSubmit={submit}>
      <Field label={w.settings.siteName}>
        {control => (
          <input {...control} name="name" required maxLength={80} defaultValue={site?.name ?? ''} />
        )}
      </Field>
      <Checked label={w.settings.origins} hint={w.settings.originsWhy} wrong={wrong}>
        {control => (
          <textarea
            {...control}
            name="origins"
            rows={3}
            required
            spellcheck={false}
            dir="ltr"
            defaultValue={site?.origins.join('\n') ?? ''}
          />
        )}
      </Checked>
      <Save state={state} text={props.submit} />
    </form>
  )
}

/** The origins typed one per line or apart by commas, as the browser would write them. */
export function lines(text: string): string[] {
  return text
    .split(/[\s,]+/)
    .filter(line => line !== '')
    .map(line => (URL.canParse(line) ? new URL(line).origin : line))
}

import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { Site } from '../../protocol/people.ts'
import type { Answer, Problem } from '../api.ts'
import { Field, Trouble } from '../parts/field.tsx'
import { webAddress } from '../parts/linked.tsx'
import { troubleOf } from '../parts/trouble.ts'
import { useRoom } from '../room.ts'
import type { Words } from '../words/english.ts'

type Saving = 'idle' | 'busy' | 'done' | { wrong: string } | { problem: Problem }
type Draft = Pick<Site, 'name' | 'origins' | 'targetMs'>

/** Name, allowed origins and target of one shop, new or known. */
export function ShopForm(props: {
  site: Site | null
  submit: string
  save(draft: Draft): Promise<Answer<Site>>
}): VNode {
  const { words: w } = useRoom()
  const { site } = props
  const [state, setState] = useState<Saving>('idle')

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const data = new FormData(event.currentTarget as HTMLFormElement)
    const origins = lines(String(data.get('origins')))
    const wrong = origins.find(origin => !webAddress(origin))
    if (wrong !== undefined) return setState({ wrong })
    setState('busy')
    const answer = await props.save({
      name: String(data.get('name')).trim(),
      origins,
      targetMs: Number(data.get('target')) * 1000,
    })
    setState(answer.ok ? 'done' : { problem: answer.problem })
  }

  return (
    <form class="stack" onSubmit={submit}>
      <Field label={w.settings.siteName}>
        {control => (
          <input {...control} name="name" required maxLength={80} defaultValue={site?.name ?? ''} />
        )}
      </Field>
      <Field label={w.settings.origins} hint={w.settings.originsWhy}>
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
      </Field>
      <Field label={w.settings.target} hint={w.settings.targetWhy}>
        {control => (
          <input
            {...control}
            type="number"
            class="digits"
            name="target"
            min={5}
            max={3600}
            required
            defaultValue={String((site?.targetMs ?? 60_000) / 1000)}
          />
        )}
      </Field>
      <Trouble text={troubleText(state, w)} />
      <p role="status" class="saved">
        {state === 'done' && w.settings.saved}
      </p>
      <button type="submit" class="quiet" disabled={state === 'busy'}>
        {props.submit}
      </button>
    </form>
  )
}

function troubleText(state: Saving, words: Words): string | null {
  if (typeof state !== 'object') return null
  return 'wrong' in state ? words.settings.noOrigin(state.wrong) : troubleOf(state.problem, words)
}

/** The origins typed one per line or apart by commas, as the browser would write them. */
export function lines(text: string): string[] {
  return text
    .split(/[\s,]+/)
    .filter(line => line !== '')
    .map(line => (URL.canParse(line) ? new URL(line).origin : line))
}

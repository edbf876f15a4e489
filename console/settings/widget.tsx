import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { Site } from '../../protocol/people.ts'
import { Fields } from '../cards/fields.tsx'
import { flawText, known } from '../cards/told.ts'
import { useRoom } from '../room.ts'
import { Checked } from './checked.tsx'
import { type Choices, choicesOf, widgetOf } from './choices.ts'
import { draftOf } from './draft.ts'
import { Save, useSaving } from './saving.tsx'

/** What a shop's widget asks, shows and lets agents see. */
export function WidgetForm({ site }: { site: Site }): VNode {
  const { api, words: w } = useRoom()
  const { state, run, touched } = useSaving()
  const [typed, setTyped] = useState<Choices>(() => choicesOf(site.widget))
  const [tried, setTried] = useState(false)
  const read = widgetOf(typed)
  const flaws = known(read.ok ? new Map() : read.flaws, tried)
  const set = (part: Partial<Choices>): void => {
    setTyped({ ...typed, ...part })
    touched()
  }

  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    setTried(!read.ok)
    // What is empty is marked with the next drawing only.
    if (!read.ok) {
      requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid]')?.focus())
      return
    }
    await run(api.putSite(site.id, draftOf(site, { widget: read.value })))
  }

  return (
    <form class="stack" onSubmit={save} noValidate>
      <div>
        <Fields
          legend={w.widget.prechat}
          fields={typed.prechat}
          flaws={flaws}
          keys
          change={prechat => set({ prechat })}
        />
        {typed.prechat.length === 0 && <p class="muted">{w.widget.noPrechat}</p>}
        <p class="hint">{w.widget.prechatWhy}</p>
      </div>
      <Tick label={w.widget.away} on={typed.away} turn={away => set({ away })} />
      <Tick label={w.widget.rating} on={typed.rating} turn={rating => set({ rating })} />
      {typed.rating && (
        <Checked
          label={w.widget.likely}
          hint={w.widget.likelyWhy}
          wrong={flaws.has('likely') ? w.widget.badShare : null}
        >
          {control => (
            <input
              {...control}
              type="number"
              class="digits"
              min={0}
              max={100}
              step="any"
              inputMode="decimal"
              value={typed.likely}
              onInput={event => set({ likely: event.currentTarget.value })}
            />
          )}
        </Checked>
      )}
      <div>
        <Tick
          label={w.widget.sneakPeek}
          on={typed.sneakPeek}
          turn={sneakPeek => set({ sneakPeek })}
        />
        {typed.sneakPeek && (
          <p class="note">
            {w.widget.sneakPeekWhy} <q>{w.widget.notice}</q>
          </p>
        )}
      </div>
      <Checked
        label={w.widget.privacy}
        hint={w.widget.privacyWhy}
        wrong={flawText(flaws.get('privacyUrl'), w)}
      >
        {control => (
          <input
            {...control}
            type="url"
            dir="ltr"
            placeholder="https://"
            value={typed.privacyUrl}
            onInput={event => set({ privacyUrl: event.currentTarget.value })}
          />
        )}
      </Checked>
      {flaws.size > 0 && tried && (
        <p class="wrong" role="alert">
          {w.widget.wrong}
        </p>
      )}
      <Save state={state} />
    </form>
  )
}

function Tick(props: { label: string; on: boolean; turn(on: boolean): void }): VNode {
  return (
    <label class="tick">
      <input
        type="checkbox"
        checked={props.on}
        onChange={event => props.turn(event.currentTarget.checked)}
      />
      {props.label}
    </label>
  )
}

import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { Times } from '../../protocol/ladder.ts'
import type { Site } from '../../protocol/people.ts'
import { useRoom } from '../room.ts'
import type { Words } from '../words/english.ts'
import { Checked } from './checked.tsx'
import { draftOf } from './draft.ts'
import { LadderLine } from './ladderline.tsx'
import { aboutTimes, msOf, type Rung, timeFields, type Wrong, wrongTimes } from './rungs.ts'
import { Save, useSaving } from './saving.tsx'

/** Target, ladder and grace of a shop; each time is judged while it is typed, and by the relay when it is saved. */
export function LadderForm({ site }: { site: Site }): VNode {
  const { api, words: w } = useRoom()
  const { state, problem, run, touched } = useSaving()
  const [typed, setTyped] = useState<Record<Rung, string>>(() => typedOf(site))
  const times = timesOf(typed)
  const wrong = wrongTimes(times)
  const told = problem ? aboutTimes(problem.detail) : new Map<Rung | null, string>()

  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const first = timeFields.find(field => wrong[field])
    if (first) {
      const form = event.currentTarget as HTMLFormElement
      form.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus()
      return
    }
    const { targetMs, ...ladder } = times
    await run(api.putSite(site.id, draftOf(site, { targetMs, ladder })))
  }

  return (
    <form class="stack" onSubmit={save} noValidate>
      <p class="hint">{w.policy.ladderWhy}</p>
      <LadderLine times={times} />
      <div class="rungs">
        {timeFields.map(field => (
          <Checked
            key={field}
            label={w.policy.seconds(w.policy.rung[field])}
            hint={w.policy.rungWhy[field]}
            wrong={wrongText(wrong[field], w) ?? told.get(field) ?? null}
          >
            {control => (
              <input
                {...control}
                type="number"
                class="digits"
                name={field}
                min={1}
                step="any"
                inputMode="decimal"
                required
                value={typed[field]}
                onInput={event => {
                  setTyped({ ...typed, [field]: event.currentTarget.value })
                  touched()
                }}
              />
            )}
          </Checked>
        ))}
      </div>
      <Save state={state} told={problem?.status === 400 && told.size > 0 && !told.has(null)} />
    </form>
  )
}

function typedOf({ ladder, targetMs }: Site): Record<Rung, string> {
  const times = { ...ladder, targetMs }
  return {
    ackMs: String(times.ackMs / 1000),
    nudgeMs: String(times.nudgeMs / 1000),
    handOnMs: String(times.handOnMs / 1000),
    allHandsMs: String(times.allHandsMs / 1000),
    targetMs: String(times.targetMs / 1000),
    graceMs: String(times.graceMs / 1000),
  }
}

function timesOf(typed: Record<Rung, string>): Times {
  return {
    ackMs: msOf(typed.ackMs),
    nudgeMs: msOf(typed.nudgeMs),
    handOnMs: msOf(typed.handOnMs),
    allHandsMs: msOf(typed.allHandsMs),
    targetMs: msOf(typed.targetMs),
    graceMs: msOf(typed.graceMs),
  }
}

function wrongText(wrong: Wrong | undefined, words: Words): string | null {
  if (!wrong) return null
  if (wrong.why === 'short') return words.policy.tooShort
  return words.policy.mustFollow(words.policy.rung[wrong.after])
}

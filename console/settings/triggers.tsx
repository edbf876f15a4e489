import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Site } from '../../protocol/people.ts'
import { useRoom } from '../room.ts'
import { draftOf } from './draft.ts'
import { RuleForm } from './rule.tsx'
import {
  debugLink,
  type Faults,
  faultsOf,
  freshRule,
  type Rule,
  ruleOf,
  triggerOf,
} from './rules.ts'
import { Save, useSaving } from './saving.tsx'

/** The triggers of a shop: each with its conditions and what it does, saved together. */
export function TriggersForm({ site }: { site: Site }): VNode {
  const { api, words: w } = useRoom()
  const { state, run, touched } = useSaving()
  const [rules, setRules] = useState<Rule[]>(() => site.triggers.map(ruleOf))
  /** What is wrong is said once somebody tried to save, and then as it is typed. */
  const [judged, setJudged] = useState(false)
  const [made, setMade] = useState(0)
  const [open, setOpen] = useState<string | null>(null)
  const add = useRef<HTMLButtonElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const [tries, setTries] = useState(0)
  const faults = rules.map((rule): Faults => (judged ? faultsOf(rule, rules) : {}))

  // What is wrong is on screen only after the next drawing.
  useEffect(() => {
    if (tries) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [tries])

  const change = (at: number, part: Partial<Rule>): void => {
    setRules(rules.map((rule, i) => (i === at ? { ...rule, ...part } : rule)))
    touched()
  }
  const append = (): void => {
    const key = `new ${made}`
    const taken = new Set(rules.map(({ id }) => id))
    let n = rules.length + 1
    while (taken.has(`trigger-${n}`)) n++
    setRules([...rules, freshRule(key, `trigger-${n}`)])
    setMade(made + 1)
    setOpen(key)
    touched()
  }
  const remove = (at: number): void => {
    setRules(rules.filter((_, i) => i !== at))
    touched()
    add.current?.focus()
  }

  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    setJudged(true)
    const wrong = rules.find(rule => Object.keys(faultsOf(rule, rules)).length > 0)
    if (wrong) {
      setOpen(wrong.key)
      return setTries(tries + 1)
    }
    await run(api.putSite(site.id, draftOf(site, { triggers: rules.map(triggerOf) })))
  }

  return (
    <form class="stack" onSubmit={save} ref={form} noValidate>
      <p class="hint">{w.triggers.why}</p>
      {rules.length === 0 && <p class="muted">{w.triggers.none}</p>}
      {rules.map((rule, at) => (
        <details key={rule.key} class="fold rule" open={rule.key === open}>
          <summary>
            {rule.id || w.triggers.unnamed}
            {!rule.on && <span class="muted"> · {w.triggers.off}</span>}
          </summary>
          <RuleForm
            rule={rule}
            faults={faults[at] ?? {}}
            site={site.id}
            origin={site.origins[0] ?? location.origin}
            change={part => change(at, part)}
            remove={() => remove(at)}
          />
        </details>
      ))}
      <div class="buttons">
        <button
          type="button"
          class="quiet"
          ref={add}
          disabled={rules.length >= 50}
          onClick={append}
        >
          {w.triggers.add}
        </button>
        <a class="quiet as-button" href={debugLink(site.id)} target="_blank" rel="noreferrer">
          {w.triggers.look}
        </a>
      </div>
      <Save state={state} />
    </form>
  )
}

import type { ComponentChildren, VNode } from 'preact'
import { Field } from '../parts/field.tsx'
import { useRoom } from '../room.ts'
import { Checked } from './checked.tsx'
import { debugLink, type Faults, type Rule, testPage } from './rules.ts'

type Texts = 'id' | 'url' | 'referrer' | 'event'
type Numbers = 'seconds' | 'scroll' | 'idle' | 'cartMin' | 'cartMax' | 'times' | 'days' | 'holdout'

/** One trigger: its conditions, what it does, how often, and where to see it at work. */
export function RuleForm(props: {
  rule: Rule
  faults: Faults
  site: string
  origin: string
  change(part: Partial<Rule>): void
  remove(): void
}): VNode {
  const { words: w } = useRoom()
  const { rule, faults, site, origin, change } = props
  const wrong = (name: keyof Faults): string | null => {
    const fault = faults[name]
    return fault ? w.triggers.wrong[fault] : null
  }

  const text = (name: Texts, hint?: string): VNode => (
    <Checked label={w.triggers[name]} {...(hint && { hint })} wrong={wrong(name)}>
      {control => (
        <input
          {...control}
          value={rule[name]}
          dir="ltr"
          spellcheck={false}
          autocomplete="off"
          onInput={event => change({ [name]: event.currentTarget.value })}
        />
      )}
    </Checked>
  )
  const number = (name: Numbers, hint?: string): VNode => (
    <Checked label={w.triggers[name]} {...(hint && { hint })} wrong={wrong(name)}>
      {control => (
        <input
          {...control}
          class="digits"
          inputMode="decimal"
          value={rule[name]}
          dir="ltr"
          autocomplete="off"
          onInput={event => change({ [name]: event.currentTarget.value })}
        />
      )}
    </Checked>
  )
  const tick = (name: 'on' | 'exit' | 'always'): VNode => (
    <label class="tick">
      <input
        type="checkbox"
        checked={rule[name]}
        onChange={event => change({ [name]: event.currentTarget.checked })}
      />
      {w.triggers[name]}
    </label>
  )
  const choice = <K extends 'returning' | 'device' | 'hours'>(
    name: K,
    options: [Exclude<Rule[K], ''>, string][],
  ): VNode => (
    <Field label={w.triggers[name]}>
      {control => (
        <select
          {...control}
          value={rule[name]}
          onChange={event => change({ [name]: event.currentTarget.value })}
        >
          <option value="">{w.triggers.any}</option>
          {options.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )

  return (
    <div class="stack">
      {tick('on')}
      {text('id', w.triggers.idWhy)}
      <Group title={w.triggers.when}>
        <p class="wrong" aria-live="polite">
          {wrong('when')}
        </p>
        {text('url', w.triggers.urlWhy)}
        {text('referrer', w.triggers.referrerWhy)}
        <div class="pairs">
          {number('seconds')}
          {number('scroll')}
          {number('idle')}
          {number('cartMin')}
          {number('cartMax')}
          {choice('returning', [
            ['yes', w.triggers.isReturning],
            ['no', w.triggers.isNew],
          ])}
          {choice('device', [
            ['phone', w.triggers.phone],
            ['desktop', w.triggers.desktop],
          ])}
          {choice('hours', [
            ['open', w.triggers.open],
            ['closed', w.triggers.closed],
          ])}
        </div>
        {text('event', w.triggers.eventWhy)}
        {tick('exit')}
      </Group>
      <Group title={w.triggers.does}>
        <div class="choices">
          {(['message', 'open'] as const).map(does => (
            <label key={does} class="tick">
              <input
                type="radio"
                name={`does ${rule.key}`}
                checked={rule.does === does}
                onChange={() => change({ does })}
              />
              {does === 'open' ? w.triggers.opens : w.triggers.says}
            </label>
          ))}
        </div>
        {rule.does === 'message' && (
          <Checked
            label={w.triggers.message}
            {...('card' in rule.then && { hint: w.triggers.card })}
            wrong={wrong('message')}
          >
            {control => (
              <textarea
                {...control}
                rows={3}
                dir="auto"
                value={rule.message}
                onInput={event => change({ message: event.currentTarget.value })}
              />
            )}
          </Checked>
        )}
        <div class="pairs">
          {number('times')}
          {number('days')}
        </div>
        {number('holdout', w.triggers.holdoutWhy)}
        {tick('always')}
      </Group>
      <div class="buttons">
        <a
          class="quiet as-button"
          href={debugLink(site, testPage(rule, origin))}
          target="_blank"
          rel="noreferrer"
        >
          {w.triggers.test}
        </a>
        <button type="button" class="quiet" onClick={props.remove}>
          {w.triggers.remove}
        </button>
      </div>
      <p class="hint">{w.triggers.testWhy}</p>
    </div>
  )
}

function Group(props: { title: string; children: ComponentChildren }): VNode {
  return (
    <fieldset class="group stack">
      <legend>{props.title}</legend>
      {props.children}
    </fieldset>
  )
}

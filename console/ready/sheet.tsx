import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Icon } from '../parts/icon.tsx'
import { useRoom } from '../room.ts'
import { type Check, told } from './checks.ts'
import { idleChoices } from './idle.ts'

const icons = { ok: 'check', warn: 'alert', fail: 'close' } as const

/** The ready check: five findings, each with how to mend it. It lies over the page and blocks nothing. */
export function Sheet(): VNode | null {
  const { ready, words: w } = useRoom()
  const sheet = useRef<HTMLElement>(null)
  const { checks, level, running } = ready
  const shown = ready.shown.value
  const red = shown && !running.value && level.value === 'fail'
  useEffect(() => {
    // What keeps somebody away must be heard and reached; a check that passes disturbs nobody.
    if (red) sheet.current?.focus()
  }, [red])
  if (!shown) return null
  return (
    <section
      class="ready"
      role="dialog"
      ref={sheet}
      tabIndex={-1}
      aria-labelledby="ready-title"
      onKeyDown={event => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        ready.close()
      }}
    >
      <div class="ready-head">
        <h2 id="ready-title">{w.ready.title}</h2>
        <button
          type="button"
          class="icon-button"
          aria-label={w.ready.close}
          onClick={() => ready.close()}
        >
          <Icon name="close" />
        </button>
      </div>
      <p role="status" class={running.value ? 'verdict' : `verdict ${level.value ?? ''}`}>
        <Verdict />
      </p>
      <ul class="checks" aria-busy={running.value}>
        {checks.value?.map(check => (
          <Finding key={check.name} check={check} />
        ))}
      </ul>
      <AwayRules />
      <Buttons />
    </section>
  )
}

function Verdict(): VNode {
  const { ready, words: w } = useRoom()
  if (ready.running.value) return <>{w.ready.running}</>
  switch (ready.level.value) {
    case 'ok':
      return <>{w.ready.green}</>
    case 'warn':
      return <>{w.ready.amber}</>
    case 'fail':
      return <>{w.ready.red}</>
    case null:
      return <>{w.ready.why}</>
  }
}

function Finding({ check }: { check: Check }): VNode {
  const { words: w } = useRoom()
  return (
    <li class={`check ${check.level}`}>
      <span class="check-mark" role="img" aria-label={w.ready.level[check.level]}>
        <Icon name={icons[check.level]} />
      </span>
      <div>
        <strong>{w.ready.name[check.name]}</strong>
        <p>{told(check, w)}</p>
        <Mend check={check} />
      </div>
    </li>
  )
}

/** What can be done about a finding right here. */
export function Mend({ check }: { check: Check }): VNode | null {
  const { ready, words: w } = useRoom()
  if (check.name === 'notification' && check.found === 'default')
    return (
      <button type="button" class="quiet" onClick={() => void ready.allow()}>
        {w.ready.allow}
      </button>
    )
  if (check.name !== 'sound') return null
  if (check.found === 'off')
    return (
      <button type="button" class="quiet" onClick={() => void ready.turnOn()}>
        {w.ready.turnOn}
      </button>
    )
  if (check.found !== 'unanswered') return null
  return (
    <span class="hear">
      {w.ready.hear}
      <button type="button" class="quiet" onClick={() => ready.hear(true)}>
        {w.ready.yes}
      </button>
      <button type="button" class="quiet" onClick={() => ready.hear(false)}>
        {w.ready.no}
      </button>
    </span>
  )
}

function AwayRules(): VNode {
  const { idle, lock, words: w } = useRoom()
  const allowed = lock.permission.value
  return (
    <div class="away-rules">
      <label>
        {w.ready.idle}{' '}
        <select
          value={idle.minutes.value}
          onChange={({ currentTarget }) => {
            const chosen = idleChoices.find(choice => String(choice) === currentTarget.value)
            if (chosen !== undefined) idle.choose(chosen)
          }}
        >
          {idleChoices.map(minutes => (
            <option key={minutes} value={minutes}>
              {minutes === 0 ? w.ready.never : w.ready.minutes(minutes)}
            </option>
          ))}
        </select>
      </label>
      {allowed === 'prompt' && (
        <button type="button" class="link" onClick={() => void lock.ask()}>
          {w.ready.lock}
        </button>
      )}
      {allowed === 'granted' && <p class="hint">{w.ready.lockOn}</p>}
    </div>
  )
}

function Buttons(): VNode {
  const { ready, desk, words: w } = useRoom()
  const away = desk.view.value.me?.availability === 'away'
  const busy = ready.running.value
  return (
    <div class="ready-buttons">
      <button type="button" class="quiet" disabled={busy} onClick={() => void ready.look()}>
        {w.ready.again}
      </button>
      {away && (
        <button type="button" class="primary" disabled={busy} onClick={() => void ready.goOnline()}>
          {w.ready.goOnline}
        </button>
      )}
    </div>
  )
}

import type { VNode } from 'preact'
import { Field } from '../parts/field.tsx'
import { useRoom } from '../room.ts'
import { type Language, languages } from '../words/tongue.ts'

/** What this browser does: language, sound, notifications. */
export function Device(): VNode {
  const { tongue, language, sound, words: w } = useRoom()
  return (
    <section class="panel" aria-labelledby="settings-device">
      <h2 id="settings-device">{w.settings.device}</h2>
      <Field label={w.settings.language}>
        {control => (
          <select
            {...control}
            value={language}
            onChange={event => tongue.speak(event.currentTarget.value as Language)}
          >
            {(Object.keys(languages) as Language[]).map(tag => (
              <option key={tag} value={tag} lang={tag}>
                {languages[tag]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div class="set-row">
        <label class="tick">
          <input
            type="checkbox"
            checked={sound.on.value}
            onChange={event => sound.choose(event.currentTarget.checked)}
          />
          {w.settings.soundOn}
        </label>
        <button type="button" class="quiet" onClick={() => sound.test()}>
          {w.settings.test}
        </button>
      </div>
      <div class="set-row">
        <span>
          {w.settings.desktop}
          <Permission />
        </span>
        <Ask />
      </div>
    </section>
  )
}

function Permission(): VNode | null {
  const { desktop, words: w } = useRoom()
  switch (desktop.permission.value) {
    case 'default':
      return null
    case 'granted':
      return <p class="hint">{w.settings.desktopOn}</p>
    case 'denied':
      return <p class="hint">{w.settings.desktopOff}</p>
    case 'none':
      return <p class="hint">{w.settings.desktopNone}</p>
  }
}

function Ask(): VNode | null {
  const { desktop, words: w } = useRoom()
  if (desktop.permission.value !== 'default') return null
  return (
    <button type="button" class="quiet" onClick={() => void desktop.ask()}>
      {w.settings.desktopAsk}
    </button>
  )
}

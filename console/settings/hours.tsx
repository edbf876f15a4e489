import type { VNode } from 'preact'
import { useId, useState } from 'preact/hooks'
import type { Hours } from '../../protocol/hours.ts'
import type { Site } from '../../protocol/people.ts'
import { useRoom } from '../room.ts'
import type { Words } from '../words/english.ts'
import { weekdayName } from '../words/format.ts'
import { Checked } from './checked.tsx'
import { draftOf } from './draft.ts'
import {
  holidaysText,
  isZone,
  rangesText,
  readHolidays,
  readRanges,
  type Unread,
} from './ranges.ts'
import { Save, useSaving } from './saving.tsx'

interface Typed {
  open: boolean
  timezone: string
  /** Seven days, Monday first. */
  days: string[]
  holidays: string
}

/** When a shop answers, typed as text: ranges of each day, over midnight too, and the days that differ. */
export function HoursForm({ site }: { site: Site }): VNode {
  const { api, words: w, locale } = useRoom()
  const { state, run, touched } = useSaving()
  const zones = useId()
  const [typed, setTyped] = useState<Typed>(() => typedOf(site.hours))
  const days = typed.days.map(readRanges)
  const holidays = readHolidays(typed.holidays)
  const zone = isZone(typed.timezone.trim())

  const set = (part: Partial<Typed>): void => {
    setTyped({ ...typed, ...part })
    touched()
  }

  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const hours = hoursOf(typed)
    if (hours === 'unread') {
      const form = event.currentTarget as HTMLFormElement
      form.querySelector<HTMLElement>('[aria-invalid]')?.focus()
      return
    }
    await run(api.putSite(site.id, draftOf(site, { hours })))
  }

  return (
    <form class="stack" onSubmit={save}>
      <p class="hint">{w.policy.hoursWhy}</p>
      <div role="radiogroup" aria-label={w.policy.hours} class="choices">
        {[false, true].map(open => (
          <label key={String(open)} class="tick">
            <input
              type="radio"
              name="open"
              checked={typed.open === open}
              onChange={() => set({ open })}
            />
            {open ? w.policy.byHours : w.policy.always}
          </label>
        ))}
      </div>
      {typed.open && (
        <>
          <Checked
            label={w.policy.timezone}
            hint={w.policy.timezoneWhy}
            wrong={zone ? null : w.policy.noZone(typed.timezone)}
          >
            {control => (
              <input
                {...control}
                list={zones}
                value={typed.timezone}
                spellcheck={false}
                dir="ltr"
                onInput={event => set({ timezone: event.currentTarget.value })}
              />
            )}
          </Checked>
          <datalist id={zones}>
            {Intl.supportedValuesOf('timeZone').map(name => (
              <option key={name} value={name} />
            ))}
          </datalist>
          <p class="hint">{w.policy.rangesWhy}</p>
          <div class="week">
            {typed.days.map((text, day) => (
              <Checked key={day} label={weekdayName(day, locale)} wrong={unreadText(days[day], w)}>
                {control => (
                  <input
                    {...control}
                    class="digits"
                    value={text}
                    spellcheck={false}
                    dir="ltr"
                    onInput={event =>
                      set({ days: typed.days.with(day, event.currentTarget.value) })
                    }
                  />
                )}
              </Checked>
            ))}
          </div>
          <Checked
            label={w.policy.holidays}
            hint={w.policy.holidaysWhy}
            wrong={unreadText(holidays, w)}
          >
            {control => (
              <textarea
                {...control}
                class="digits"
                rows={4}
                value={typed.holidays}
                spellcheck={false}
                dir="ltr"
                onInput={event => set({ holidays: event.currentTarget.value })}
              />
            )}
          </Checked>
        </>
      )}
      <Save state={state} />
    </form>
  )
}

const OFFICE = '08:00-17:00'

function typedOf(hours: Hours): Typed {
  if (!hours) {
    const days = [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, '', '']
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
    return { open: false, timezone: timeZone, days, holidays: '' }
  }
  return {
    open: true,
    timezone: hours.timezone,
    days: hours.week.map(rangesText),
    holidays: holidaysText(hours.holidays),
  }
}

function hoursOf(typed: Typed): Hours | 'unread' {
  if (!typed.open) return null
  const timezone = typed.timezone.trim()
  const days = typed.days.map(readRanges)
  const week = days.flatMap(day => (day.ok ? [day.value] : []))
  const holidays = readHolidays(typed.holidays)
  if (!isZone(timezone) || week.length < days.length || !holidays.ok) return 'unread'
  return { timezone, week, holidays: holidays.value }
}

function unreadText(
  read: { ok: true } | ({ ok: false } & Unread) | undefined,
  words: Words,
): string | null {
  if (!read || read.ok) return null
  switch (read.why) {
    case 'no-range':
      return words.policy.noRange(read.text)
    case 'overlap':
      return words.policy.overlap(read.text)
    case 'no-date':
      return words.policy.noDate(read.text)
    case 'twice':
      return words.policy.twice(read.text)
  }
}

import type { VNode } from 'preact'
import { useId, useState } from 'preact/hooks'
import type { Hours, Range } from '../../protocol/hours.ts'
import type { Answer } from '../api.ts'
import { useRoom } from '../room.ts'
import type { Words } from '../words/english.ts'
import { weekdayName } from '../words/format.ts'
import { Checked } from './checked.tsx'
import { isZone, type Read, rangesText, readHolidays, readRanges, type Unread } from './ranges.ts'
import { Save, useSaving } from './saving.tsx'
import { hoursOf, type Typed, typedOf } from './typed.ts'

/** When a shop or a department answers, typed as text: ranges of each day, over midnight too, and the days that differ. */
export function HoursForm(props: {
  hours: Hours
  /** What the fields hold where there are no hours yet. */
  like?: Hours
  why: string
  /** How it is called to have none, and to have some. */
  without: string
  within: string
  save(hours: Hours): Promise<Answer<unknown>>
}): VNode {
  const { words: w, locale } = useRoom()
  const { state, run, touched } = useSaving()
  const form = useId()
  const zones = `${form}-zones`
  const [typed, setTyped] = useState<Typed>(() => typedOf(props.hours, props.like ?? null))
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
      const fields = event.currentTarget as HTMLFormElement
      fields.querySelector<HTMLElement>('[aria-invalid]')?.focus()
      return
    }
    await run(props.save(hours))
  }

  return (
    <form class="stack" onSubmit={save}>
      <p class="hint">{props.why}</p>
      <div role="radiogroup" aria-label={w.policy.hours} class="choices">
        {[false, true].map(open => (
          <label key={String(open)} class="tick">
            <input
              type="radio"
              name="open"
              checked={typed.open === open}
              onChange={() => set({ open })}
            />
            {open ? props.within : props.without}
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
          <p class="hint" id={`${form}-ranges`}>
            {w.policy.rangesWhy}
          </p>
          <fieldset class="week" aria-label={w.policy.week} aria-describedby={`${form}-ranges`}>
            {typed.days.map((text, day) => (
              <Checked
                key={day}
                label={weekdayName(day, locale)}
                hint={lateText(days[day], weekdayName((day + 1) % 7, locale), w)}
                wrong={unreadText(days[day], w)}
              >
                {control => (
                  <input
                    {...control}
                    class="digits"
                    placeholder={w.policy.closed}
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
          </fieldset>
          <button
            type="button"
            class="link"
            onClick={() => set({ days: typed.days.map(() => typed.days[0] ?? '') })}
          >
            {w.policy.everyDay(weekdayName(0, locale))}
          </button>
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

/** What runs past midnight, said in full while it is typed: the end stands before the beginning. */
function lateText(read: Read<Range[]> | undefined, tomorrow: string, words: Words): string {
  const late = read?.ok ? read.value.findLast(({ to }) => to > 1440) : undefined
  return late ? words.policy.late(rangesText([late]), tomorrow) : ''
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

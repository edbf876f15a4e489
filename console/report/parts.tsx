import type { VNode } from 'preact'
import type { Breakdown } from '../../protocol/report.ts'
import { useRoom } from '../room.ts'
import { weekdayName } from '../words/format.ts'
import { Heat } from './heat.tsx'

/** The same numbers by hour of day, weekday, agent, department and shop. */
export function Parts({ of, timezone }: { of: Breakdown; timezone: string }): VNode {
  const { desk, words: w, locale } = useRoom()
  const { agents, departments, sites } = desk.view.value
  const named = (list: readonly { id: string; name: string }[], id: string): string =>
    list.find(one => one.id === id)?.name ?? id
  return (
    <>
      <div class="parts">
        <Heat
          title={w.report.hours}
          head={w.report.hour}
          groups={of.hours}
          name={({ key }) => `${String(key).padStart(2, '0')}:00`}
        />
        <div class="parts-side">
          <Heat
            title={w.report.weekdays}
            head={w.report.weekday}
            groups={of.weekdays}
            name={({ key }) => weekdayName(key, locale)}
          />
          <Heat
            title={w.report.agents}
            head={w.report.agent}
            groups={of.agents}
            name={({ key, name }) =>
              key === null ? w.report.nobody : (name ?? named(agents, key))
            }
          />
          {of.departments.length > 1 && (
            <Heat
              title={w.report.departments}
              head={w.report.department}
              groups={of.departments}
              name={({ key, name }) =>
                key === null ? w.report.noDepartment : (name ?? named(departments, key))
              }
            />
          )}
          {of.sites.length > 1 && (
            <Heat
              title={w.report.sites}
              head={w.report.site}
              groups={of.sites}
              name={({ key, name }) => name ?? named(sites, key)}
            />
          )}
        </div>
      </div>
      <p class="hint">
        {w.report.heat} {w.report.zone(timezone)}
      </p>
    </>
  )
}

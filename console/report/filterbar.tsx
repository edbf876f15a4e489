import type { ComponentChildren, VNode } from 'preact'
import { useRoom } from '../room.ts'
import { addressOf, type Days, dayOf, type Filters, periodOf } from './filters.ts'

/** What the report covers; each choice is in the address, so that a link shows the same. */
export function FilterBar(props: {
  filters: Filters
  hasHours: boolean
  csv: string | null
}): VNode {
  const { desk, route, words: w } = useRoom()
  const { filters, hasHours, csv } = props
  const { sites, departments, agents } = desk.view.value
  const { range } = filters

  const set = (part: Partial<Filters>): void =>
    route.go({ at: 'report', query: addressOf({ ...filters, ...part }) })

  const chooseRange = (chosen: string): void => {
    const now = desk.client.now()
    const from = periodOf(range, now)?.from ?? now
    const known = chosen === 'today' || chosen === '7' || chosen === '30'
    set({ range: known ? chosen : { from: dayOf(from), to: dayOf(now) } })
  }

  return (
    <form class="filters" aria-label={w.report.filters} onSubmit={event => event.preventDefault()}>
      <Choice
        label={w.report.range}
        value={typeof range === 'string' ? range : 'custom'}
        choose={chooseRange}
      >
        <option value="today">{w.report.today}</option>
        <option value="7">{w.report.days(7)}</option>
        <option value="30">{w.report.days(30)}</option>
        <option value="custom">{w.report.custom}</option>
      </Choice>
      {typeof range !== 'string' && (
        <DaysFields days={range} choose={days => set({ range: days })} />
      )}
      {sites.length > 1 && (
        <Choice
          label={w.report.site}
          value={filters.site ?? ''}
          choose={site => set({ site: site || null })}
        >
          <option value="">{w.report.allSites}</option>
          {sites.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Choice>
      )}
      {departments.length > 0 && (
        <Choice
          label={w.report.department}
          value={filters.department ?? ''}
          choose={department => set({ department: department || null })}
        >
          <option value="">{w.report.allDepartments}</option>
          {departments.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Choice>
      )}
      <Choice
        label={w.report.agent}
        value={filters.agent ?? ''}
        choose={agent => set({ agent: agent || null })}
      >
        <option value="">{w.report.allAgents}</option>
        {agents.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
      <Choice
        label={w.report.clock}
        value={filters.clock}
        choose={clock => set({ clock: clock === 'business' ? 'business' : 'wall' })}
      >
        <option value="wall">{w.report.wall}</option>
        <option value="business" disabled={!hasHours && filters.clock === 'wall'}>
          {w.report.business}
        </option>
      </Choice>
      {csv !== null && (
        <a class="quiet as-button" href={csv} download>
          {w.report.csv}
        </a>
      )}
    </form>
  )
}

function Choice(props: {
  label: string
  value: string
  choose(value: string): void
  children: ComponentChildren
}): VNode {
  return (
    <label class="filter">
      <span>{props.label}</span>
      <select value={props.value} onChange={event => props.choose(event.currentTarget.value)}>
        {props.children}
      </select>
    </label>
  )
}

function DaysFields({ days, choose }: { days: Days; choose(days: Days): void }): VNode {
  const { words: w } = useRoom()
  return (
    <>
      {(['from', 'to'] as const).map(end => (
        <label key={end} class="filter">
          <span>{w.report[end]}</span>
          <input
            type="date"
            required
            value={days[end]}
            onChange={event => {
              const { value } = event.currentTarget
              if (value !== '') choose({ ...days, [end]: value })
            }}
          />
        </label>
      ))}
    </>
  )
}

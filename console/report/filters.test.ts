import { describe, expect, it } from 'vitest'
import { addressOf, dayOf, type Filters, filtersOf, periodOf, questionOf } from './filters.ts'

const HOUR = 3_600_000
const widest: Filters = { range: '7', site: null, department: null, agent: null, clock: 'wall' }
const at = (month: number, day: number, hour = 0): number =>
  new Date(2026, month - 1, day, hour).getTime()

describe('filters', () => {
  it('[R11] are read back from the address they write', () => {
    const all: Filters[] = [
      widest,
      { ...widest, range: 'today', site: 'a&b=c', clock: 'business' },
      { ...widest, range: '30', department: 'sales', agent: 'x y' },
      { ...widest, range: { from: '2026-11-01', to: '2026-11-10' } },
    ]
    expect(all.map(filters => filtersOf(addressOf(filters)))).toEqual(all)
  })

  it('[R11] are the widest over seven days where the address says nothing or nonsense', () => {
    expect(filtersOf('')).toEqual(widest)
    expect(filtersOf('range=8&clock=sun&from=2026-02-30&to=2026-03-01&site=')).toEqual(widest)
  })

  it('[R11] mean whole local days, today among them', () => {
    const now = at(11, 22, 14)
    expect(periodOf('today', now)).toEqual({ from: at(11, 22), to: at(11, 23) })
    expect(periodOf('7', now)).toEqual({ from: at(11, 16), to: at(11, 23) })
    expect(periodOf('30', now)).toEqual({ from: at(10, 24), to: at(11, 23) })
    const days = { from: '2026-11-01', to: '2026-11-10' }
    expect(periodOf(days, now)).toEqual({ from: at(11, 1), to: at(11, 11) })
  })

  it('[R11] refuse a range that ends before it begins or is longer than the relay counts', () => {
    expect(periodOf({ from: '2026-11-10', to: '2026-11-09' }, 0)).toBeNull()
    expect(periodOf({ from: '2025-01-01', to: '2026-01-01' }, 0)).not.toBeNull()
    expect(periodOf({ from: '2025-01-01', to: '2026-01-02' }, 0)).toBeNull()
  })

  it('[R11] become one question for the numbers and the file', () => {
    const filters: Filters = { ...widest, site: 'a&b', department: 'sales', agent: 'budi' }
    expect(questionOf(filters, { from: 1, to: 2 }, 'Asia/Jakarta').toString()).toBe(
      'from=1&to=2&timezone=Asia%2FJakarta&site=a%26b&department=sales&agent=budi',
    )
    expect([...questionOf(widest, { from: 1, to: 2 }, 'UTC').keys()]).toEqual([
      'from',
      'to',
      'timezone',
    ])
  })

  it('[R11] write a local day as its date', () => {
    expect(dayOf(at(3, 9) + HOUR)).toBe('2026-03-09')
  })
})

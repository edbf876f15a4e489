/** What became of a number: how far it moved, and whether that is good. */
export interface Change {
  by: number
  verdict: 'better' | 'worse' | 'same'
}

/** Now against before; null where one of them has no number. Differences below `noise` are none. */
export function changeOf(
  now: number | null,
  before: number | null,
  good: 'more' | 'less',
  noise: number,
): Change | null {
  if (now === null || before === null) return null
  const by = now - before
  if (Math.abs(by) < noise) return { by: 0, verdict: 'same' }
  return { by, verdict: by > 0 === (good === 'more') ? 'better' : 'worse' }
}

/** How full a field of a heat table is, 1 to 5, by the share within the target; 0 when there is none. */
export function heatOf(share: number | null): 0 | 1 | 2 | 3 | 4 | 5 {
  if (share === null) return 0
  if (share < 0.5) return 1
  if (share < 0.8) return 2
  if (share < 0.9) return 3
  return share < 0.98 ? 4 : 5
}

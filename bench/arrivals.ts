import { drawExponential, drawLognormal, keyed, type Lognormal } from './draws.ts'

/** A visitor's first message, and the work that its chat makes once it is answered. */
export interface Arrival {
  /** Its number, from 0; what an agent needs for it is drawn with this. */
  i: number
  at: number
  handleMs: number
}

/** A Poisson stream of visitors, one every `everyMs` on average. */
export function createArrivals(
  seed: number,
  everyMs: number,
  handling: Lognormal,
  untilMs: number,
): Arrival[] {
  const gaps = keyed(seed, 11)
  const arrivals: Arrival[] = []
  for (
    let at = drawExponential(gaps, everyMs);
    at < untilMs;
    at += drawExponential(gaps, everyMs)
  ) {
    const i = arrivals.length
    const handleMs = Math.round(drawLognormal(keyed(seed, 12, i), handling))
    arrivals.push({ i, at: Math.round(at), handleMs })
  }
  return arrivals
}

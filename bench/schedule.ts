/** One way from a visitor to the agent who has the conversation. */
export interface Lane {
  /** Sends message `k`; its text or id must carry the number. */
  send(k: number): void
  /** Calls `fn` with the number of each message that arrives. */
  onArrival(fn: (k: number) => void): void
}

/** The last arrivals get this long, or count as lost. */
const LATE_MS = 5000

/**
 * Sends `count` messages from number `first` on, `rate` a second, and resolves with the milliseconds of each from the
 * moment it was due until its arrival; lost ones are missing. Open loop: a message is due whether or not those before it
 * have arrived, and one sent late has waited since it was due, so that a stall shows in every message that it held up.
 */
export async function drive(
  lane: Lane,
  { first, count, rate }: { first: number; count: number; rate: number },
): Promise<number[]> {
  const t0 = performance.now() + 100
  const dueAt = (k: number) => t0 + ((k - first) * 1000) / rate
  const taken = new Map<number, number>()
  let done = () => {}
  const all = new Promise<void>(resolve => {
    done = resolve
  })
  lane.onArrival(k => {
    if (k < first || k >= first + count || taken.has(k)) return
    taken.set(k, performance.now() - dueAt(k))
    if (taken.size === count) done()
  })
  let next = first
  let late: NodeJS.Timeout | undefined
  function tick() {
    while (next < first + count && dueAt(next) <= performance.now()) lane.send(next++)
    if (next < first + count) setTimeout(tick, Math.max(0, dueAt(next) - performance.now()))
    else late = setTimeout(done, LATE_MS)
  }
  tick()
  await all
  clearTimeout(late)
  return [...taken.values()]
}

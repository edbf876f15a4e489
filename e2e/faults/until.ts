/** Resolves once `holds` answers true, looked at every few milliseconds; rejects with `what` when it never does. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  withinMs = 20_000,
): Promise<void> {
  const end = performance.now() + withinMs
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`in ${withinMs} ms it did not happen that ${what}`)
    await pause(10)
  }
}

/** Lets time pass where the time itself is the matter: between two strikes of chance, or between two writings. */
export function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}

/** Names the verb, its argument, what was expected and what came instead. */
export function wrong(verb: string, argument: string, expected: string, got: unknown): Error {
  return new Error(`sapa('${verb}'): ${argument}: expected ${expected}, got ${show(got)}`)
}

export function isOneOf<const T extends string>(all: readonly T[], value: unknown): value is T {
  return all.some(one => one === value)
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `'a', 'b' or 'c'`. */
export function list(all: readonly string[]): string {
  const quoted = all.map(one => `'${one}'`)
  return `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`
}

/** A value in an error message: short, and never fails whatever the page passed. */
export function show(value: unknown): string {
  if (typeof value === 'string') return `'${value.slice(0, 40)}'`
  return value === null || typeof value !== 'object' ? String(value) : 'an object'
}

/** A number with its noun. */
export function many(n: number, one: string, other: string): string {
  return `${n} ${n === 1 ? one : other}`
}

/** The day of `at` as it differs from others. */
export function dayOf(at: number): string {
  return new Date(at).toDateString()
}

const ID_CHARS = 40

/** A slug of the name, or `fallback` when it has no letter for one, with a number behind it when it is taken: `rumah-mode-2`. */
export function freeId(name: string, taken: ReadonlySet<string>, fallback: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, ID_CHARS)
    .replace(/^-+|-+$/g, '')
  const stem = slug || fallback
  if (!taken.has(stem)) return stem
  let n = 2
  while (taken.has(`${stem}-${n}`)) n++
  return `${stem}-${n}`
}

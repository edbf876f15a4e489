/** What a cell may hold; null is an empty one. */
export type Cell = string | number | null

/** Without it Excel takes a file for one in the code page of its country, and names for noise. */
const UTF8 = '\ufeff'

/** The beginning of a table as RFC 4180 has it: in UTF-8 and said so, its header first. */
export function csvHead(header: readonly string[]): string {
  return UTF8 + csvLines([header])
}

/** Lines of a table. Text that a spreadsheet would run as a formula is shown as text, by an apostrophe before it. */
export function csvLines(rows: readonly (readonly Cell[])[]): string {
  return rows.map(row => `${row.map(written).join(',')}\r\n`).join('')
}

function written(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A piece of HTML that is safe to put into another. */
export interface Markup {
  html: string
}

type Part = string | number | Markup | Markup[]

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, character => entities[character] ?? character)
}

function text(part: Part): string {
  if (Array.isArray(part)) return part.map(({ html }) => html).join('\n')
  return typeof part === 'object' ? part.html : escaped(String(part))
}

/** Template tag: puts HTML together and escapes every value that is not markup itself. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  return { html: String.raw({ raw: strings }, ...parts.map(text)) }
}

/** JSON that can stand inside a script element: no value can end the element. */
export function json(value: unknown): Markup {
  return { html: JSON.stringify(value, null, 2).replaceAll('<', '\\u003c') }
}

import type { VNode } from 'preact'

/** Two letters in a circle; the name itself is written beside it. */
export function Face({ name, known = true }: { name: string; known?: boolean }): VNode {
  return (
    <span class={known ? 'face' : 'face unnamed'} aria-hidden="true">
      {initials(name)}
    </span>
  )
}

/** The first letters of the first and the last word, or the first two of a single word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = [...(words[0] ?? '')]
  const last = words.length > 1 ? [...(words.at(-1) ?? '')] : first.slice(1)
  return `${first[0] ?? ''}${last[0] ?? ''}`.toUpperCase()
}

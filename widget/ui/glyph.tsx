import type { VNode } from 'preact'

const paths = {
  close: 'm6 6 12 12M18 6 6 18',
  more: 'M4 12h1m6.5 0h1m6.5 0h1',
  send: 'M12 19V5m-6 6 6-6 6 6',
} as const

/** A line drawing that says nothing to a screen reader; the button around it does. */
export function Glyph({ of }: { of: keyof typeof paths }): VNode {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[of]} />
    </svg>
  )
}

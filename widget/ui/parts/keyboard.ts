import type { Extra, Room } from '../room.ts'

/** Keeps `--top` and `--visible` at the part of the screen that the keyboard of a phone leaves free. */
export function createKeyboard({ style, signal }: Room): Extra {
  const { visualViewport } = window
  const rule = style('.sapa{}').cssRules[0]
  if (!visualViewport || !(rule instanceof CSSStyleRule)) return {}
  const follow = () => {
    // While the visitor has zoomed in, the panel stays where the page is.
    if (visualViewport.scale > 1.01) return
    rule.style.setProperty('--top', `${visualViewport.offsetTop}px`)
    rule.style.setProperty('--visible', `${visualViewport.height}px`)
  }
  visualViewport.addEventListener('resize', follow, { signal })
  visualViewport.addEventListener('scroll', follow, { signal })
  follow()
  return {}
}

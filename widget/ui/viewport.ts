/** Keeps `--top` and `--visible` at the part of the screen that the keyboard of a phone leaves free. */
export function followViewport(sheet: CSSStyleSheet): void {
  const { visualViewport } = window
  const rule = sheet.cssRules[sheet.insertRule('.sapa{}', sheet.cssRules.length)]
  if (!visualViewport || !(rule instanceof CSSStyleRule)) return
  const follow = () => {
    // While the visitor has zoomed in, the panel stays where the page is.
    if (visualViewport.scale > 1.01) return
    rule.style.setProperty('--top', `${visualViewport.offsetTop}px`)
    rule.style.setProperty('--visible', `${visualViewport.height}px`)
  }
  visualViewport.addEventListener('resize', follow)
  visualViewport.addEventListener('scroll', follow)
  follow()
}

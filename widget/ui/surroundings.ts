import type { VisitorClient } from '../../client/view.ts'

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

/** Tells the client of each page of a shop that changes its address without loading. */
export function followPage(client: VisitorClient): void {
  let last = location.href
  // A router sets the title after the address.
  const moved = () =>
    setTimeout(() => {
      if (location.href === last) return
      last = location.href
      client.page({ url: last, title: document.title })
    }, 100)
  addEventListener('popstate', moved)
  ;(window as { navigation?: EventTarget }).navigation?.addEventListener('navigatesuccess', moved)
}

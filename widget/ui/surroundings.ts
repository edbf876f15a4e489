import type { VisitorClient } from '../../client/view.ts'

/** Keeps `--top` and `--visible` at the part of the screen that the keyboard of a phone leaves free. */
export function followViewport(sheet: CSSStyleSheet, signal: AbortSignal): void {
  const { visualViewport } = window
  const rule = sheet.cssRules[sheet.insertRule('.sapa{}', sheet.cssRules.length)]
  if (!visualViewport || !(rule instanceof CSSStyleRule)) return
  const follow = () => {
    // While the visitor has zoomed in, the panel stays where the page is.
    if (visualViewport.scale > 1.01) return
    rule.style.setProperty('--top', `${visualViewport.offsetTop}px`)
    rule.style.setProperty('--visible', `${visualViewport.height}px`)
  }
  visualViewport.addEventListener('resize', follow, { signal })
  visualViewport.addEventListener('scroll', follow, { signal })
  follow()
}

/** Tells the client of each page of a shop that changes its address without loading. */
export function followPage(client: VisitorClient, signal: AbortSignal): void {
  let last = location.href
  // A router sets the title after the address; the count of parts/title.ts is none of the page's.
  const moved = () =>
    setTimeout(() => {
      if (location.href === last) return
      last = location.href
      client.page({ url: last, title: document.title.replace(/^\(\d+\) /, '') })
    }, 100)
  addEventListener('popstate', moved, { signal })
  ;(window as { navigation?: EventTarget }).navigation?.addEventListener('navigatesuccess', moved, {
    signal,
  })
}

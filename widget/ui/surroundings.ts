import type { VisitorClient } from '../../client/view.ts'

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

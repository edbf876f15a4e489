import type { BrowserContext, Page, WebSocket } from '@playwright/test'

/** The visitor's sockets in all tabs of one browser. */
export interface Lines {
  /** The tabs whose sockets are open, in the order in which they opened them. */
  open(): Page[]
  /** How many were ever opened. */
  opened(): number
}

/** Counts from now on, as the browser's own devtools do. */
export function watchLines(context: BrowserContext): Lines {
  const open = new Map<WebSocket, Page>()
  let opened = 0

  function watch(page: Page) {
    page.on('websocket', socket => {
      if (!socket.url().includes('/visitor?')) return
      opened++
      open.set(socket, page)
      socket.on('close', () => open.delete(socket))
    })
    // A process that is gone tells of no socket that it closed.
    page.on('crash', () => {
      for (const [socket, of] of open) if (of === page) open.delete(socket)
    })
  }
  context.pages().forEach(watch)
  context.on('page', watch)
  return { open: () => [...open.values()], opened: () => opened }
}

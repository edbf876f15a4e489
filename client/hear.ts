import { messageOf } from './entries.ts'
import type { VisitorClient, VisitorEvents, VisitorView } from './view.ts'

type Told<K extends keyof VisitorEvents> = (
  was: VisitorView,
  now: VisitorView,
) => VisitorEvents[K][]

/** What happened between one view and the next. */
const happened: { [K in keyof VisitorEvents]: Told<K> } = {
  message: (was, now) =>
    news(was, now).flatMap(recorded => {
      const message = messageOf(recorded, 0, 'visitor')
      return message?.by.role === 'agent' ? [message] : []
    }),
  assigned: (was, now) =>
    news(was, now).flatMap(({ event }) => (event.type === 'assigned' ? [event.agent] : [])),
  // A page that turns to another conversation knows nothing of it for a moment.
  status: ({ state: { status } }, { state }) =>
    state.status === status || state.status === 'new' ? [] : [state.status],
  unread: ({ unread }, now) => (now.unread === unread ? [] : [now.unread]),
  ready: ({ site }, now) => (site || !now.site ? [] : [now]),
}

/** Calls `fn` at each `event` from now on, when the view tells it already; returns the off function. */
export function hear<K extends keyof VisitorEvents>(
  client: VisitorClient,
  event: K,
  fn: (value: VisitorEvents[K]) => void,
): () => void {
  let seen = client.view
  return client.subscribe(() => {
    const was = seen
    seen = client.view
    for (const value of happened[event](was, seen)) fn(value)
  })
}

/** What came into the log, but what had been there before this page. A log that is shorter is another one. */
function news({ log: before }: VisitorView, { log, history }: VisitorView) {
  const from = before.length > log.length ? 0 : before.length
  return history === null ? [] : log.slice(from).filter(({ seq }) => seq > history)
}

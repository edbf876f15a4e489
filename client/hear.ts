import type { AgentRef, Recorded } from '../protocol/events.ts'
import { messageOf } from './entries.ts'
import type { Message, VisitorClient, VisitorState, VisitorView } from './view.ts'

/** What happened between one view and the next. */
type Happened<T> = (was: VisitorView, now: VisitorView) => readonly T[]

/** Calls `fn` from now on with all that `happened`, when the view tells it already; returns the off function. */
export function hear<T>(
  client: VisitorClient,
  happened: Happened<T>,
  fn: (value: T) => void,
): () => void {
  let seen = client.view
  return client.subscribe(() => {
    const was = seen
    seen = client.view
    for (const value of happened(was, seen)) fn(value)
  })
}

/** Something came into the log that had not been there before this page. A log that is shorter is another one. */
export const news: Happened<Recorded> = ({ log: before }, { log, history }) => {
  const from = before.length > log.length ? 0 : before.length
  return history === null ? [] : log.slice(from).filter(({ seq }) => seq > history)
}
/** An agent's message came. */
export const messages: Happened<Message> = (was, now) =>
  news(was, now).flatMap(recorded => {
    const message = messageOf(recorded, 0, 'visitor')
    return message?.by.role === 'agent' ? [message] : []
  })
export const assignments: Happened<AgentRef> = (was, now) =>
  news(was, now).flatMap(({ event }) => (event.type === 'assigned' ? [event.agent] : []))
/** A page that turns to another conversation knows nothing of it for a moment, which is no turn of a conversation. */
export const statuses: Happened<VisitorState['status']> = (was, { state: { status } }) =>
  status === was.state.status || status === 'new' ? [] : [status]
export const unread: Happened<number> = (was, now) =>
  now.unread === was.unread ? [] : [now.unread]
/** The relay has greeted this page for the first time. */
export const greetings: Happened<VisitorView> = (was, now) => (was.site || !now.site ? [] : [now])

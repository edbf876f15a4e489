import type { VNode } from 'preact'
import type { Message } from '../../client/view.ts'
import type { Part } from './room.ts'

/** What one author wrote in one go; the last line tells when, and how far it has got. */
export function Messages(props: Part & { messages: [Message, ...Message[]] }): VNode {
  const { messages, view, room } = props
  const { words, time } = room
  const extras = room.extras()
  const { by } = messages[0]
  const last = messages.at(-1) ?? messages[0]
  const state = by.role === 'visitor' && last.state !== 'failed' && ` · ${words[last.state]}`
  return (
    <article class={`group ${by.role}`} aria-label={by.role === 'agent' ? by.name : words.you}>
      {messages.map(message => (
        <div key={message.id} class={`message ${message.state}`}>
          <p>{extras?.fill('text', view, message)[0] ?? message.text}</p>
          {extras?.fill('message', view, message)}
        </div>
      ))}
      {last.state !== 'failed' && (
        <small>
          {by.role === 'agent' && (
            // Within Arabic a Latin name would draw the digits after it to its side.
            <>
              <bdi>{by.name}</bdi>
              {' · '}
            </>
          )}
          {time.format(last.at)}
          {state}
        </small>
      )}
    </article>
  )
}

import type { VNode } from 'preact'
import type { Message } from '../../client/view.ts'
import { linked } from './links.tsx'
import type { Room } from './room.ts'

/** What one author wrote in one go; the last line tells when, and how far it has got. */
export function Messages(props: { messages: [Message, ...Message[]]; room: Room }): VNode {
  const { messages, room } = props
  const { words, time } = room
  const { by } = messages[0]
  const last = messages.at(-1) ?? messages[0]
  const state = by.role === 'visitor' && last.state !== 'failed' && ` · ${words[last.state]}`
  return (
    <article class={`group ${by.role}`} aria-label={by.role === 'agent' ? by.name : words.you}>
      {messages.map(message => (
        <div key={message.id} class={`message ${message.state}`}>
          <p>{linked(message.text)}</p>
          {message.state === 'failed' && room.failed()?.(message)}
        </div>
      ))}
      {last.state !== 'failed' && (
        <small>
          {by.role === 'agent' && `${by.name} · `}
          {time.format(last.at)}
          {state}
        </small>
      )}
    </article>
  )
}

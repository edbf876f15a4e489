import type { VNode } from 'preact'
import type { Message } from '../../client/view.ts'
import type { Refusal } from '../../protocol/down.ts'
import { linked } from './links.tsx'
import type { Room } from './room.ts'
import type { Words } from './words/en.ts'

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
          {message.state === 'failed' && <Failed message={message} room={room} />}
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

function Failed({ message, room }: { message: Message; room: Room }): VNode {
  const { client, words } = room
  return (
    <small role="alert">
      {reason(message.why, words)}{' '}
      <button type="button" onClick={() => client.retry(message.id)}>
        {words.retry}
      </button>{' '}
      <button type="button" onClick={() => client.discard(message.id)}>
        {words.discard}
      </button>
    </small>
  )
}

function reason(why: Refusal | null, { failed }: Words): string {
  switch (why) {
    case 'empty':
    case 'too-long':
    case 'too-fast':
    case 'forbidden':
      return failed[why]
    default:
      return failed.other
  }
}

import type { VNode } from 'preact'
import type { Message } from '../../client/view.ts'
import { Icon } from '../parts/icon.tsx'
import { Linked } from '../parts/linked.tsx'
import { useRoom } from '../room.ts'
import { timeOfDay } from '../words/format.ts'

/** One message; its time and state stand under the last of a run, a failure under each. */
export function Bubble(props: {
  c: string
  name: string
  message: Message
  first: boolean
  last: boolean
}): VNode {
  const { desk } = useRoom()
  const { message, first, last, name } = props
  const { by } = message
  const mine = by.role === 'agent'
  const author = mine ? by.name : name
  const colleague = mine && by.id !== desk.me.id && first
  return (
    <div class={`said ${mine ? 'ours' : 'theirs'} ${last ? 'last' : ''} ${message.state}`}>
      {colleague && <p class="by">{author}</p>}
      <p class="bubble" dir="auto">
        <span class="unseen">{author}: </span>
        <Linked text={message.text} />
      </p>
      {message.state === 'failed' ? (
        <Failed c={props.c} message={message} />
      ) : (
        last && <Meta message={message} mine={mine} />
      )}
    </div>
  )
}

function Meta({ message, mine }: { message: Message; mine: boolean }): VNode {
  const { words: w, locale } = useRoom()
  const { state } = message
  return (
    <p class="meta">
      {timeOfDay(message.at, locale)}
      {mine && state !== 'failed' && (
        <span class={`state ${state}`}>
          {state === 'seen' && <Icon name="check" />}
          {w.thread[state]}
        </span>
      )}
    </p>
  )
}

function Failed({ c, message }: { c: string; message: Message }): VNode {
  const { desk, words: w } = useRoom()
  return (
    <p class="meta failed" role="alert">
      <Icon name="alert" />
      <span>
        {w.thread.failed} {message.why && w.why[message.why]}
      </span>
      <button type="button" class="link" onClick={() => desk.client.retry(c, message.id)}>
        {w.thread.retry}
      </button>
      <button type="button" class="link" onClick={() => desk.client.discard(c, message.id)}>
        {w.thread.discard}
      </button>
    </p>
  )
}

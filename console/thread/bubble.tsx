import type { VNode } from 'preact'
import type { Message } from '../../client/view.ts'
import { CardView, untouched } from '../cards/view.tsx'
import { Icon } from '../parts/icon.tsx'
import { Linked } from '../parts/linked.tsx'
import { useRoom } from '../room.ts'
import { timeOfDay } from '../words/format.ts'
import { answersTo, saysOnly, type Told } from './answers.ts'
import { Filled } from './filled.tsx'

/** One message; its time and state stand under the last of a run, a failure under each. */
export function Bubble(props: {
  c: string
  name: string
  message: Message
  told: Told
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
      <Said c={props.c} author={author} message={message} told={props.told} />
      {message.card && (
        <CardView card={message.card} fate={props.told.fates.get(message.id) ?? untouched} />
      )}
      {message.state === 'failed' ? (
        <Failed c={props.c} message={message} />
      ) : (
        last && <Meta message={message} mine={mine} />
      )}
    </div>
  )
}

/** The text; a form's answers as the table they are, and before a first message what was asked then. */
function Said(props: { c: string; author: string; message: Message; told: Told }): VNode {
  const { desk, words: w } = useRoom()
  const { c, author, message, told } = props
  const { answer } = message
  const text = (
    <p class="bubble" dir="auto">
      <span class="unseen">{author}: </span>
      <Linked text={message.text} />
    </p>
  )
  const asked = answer && answer.to !== null ? told.cards.get(answer.to) : null
  if (!answer || (answer.to !== null && asked?.kind !== 'form')) return text
  const { sites, rows } = desk.view.value
  const site = sites.find(({ id }) => id === rows.get(c)?.state.site)
  const fields = (asked?.kind === 'form' ? asked.fields : site?.widget.prechat) ?? []
  const answers = answersTo(fields, answer, name => (name === 'email' ? w.visitor.email : name))
  if (!answers.some(({ value }) => value !== '')) return text
  return (
    <>
      <div class="bubble table">
        <span class="unseen">{author}: </span>
        <Filled caption={asked ? w.cards.answered : w.cards.before} answers={answers} />
      </div>
      {!saysOnly(message, answers) && text}
    </>
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

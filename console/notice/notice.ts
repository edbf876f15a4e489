import { computed, effect } from '@preact/signals'
import type { ConversationId } from '../../protocol/events.ts'
import type { Desk } from '../desk.ts'
import { belongs } from '../inbox/order.ts'
import { visitorName } from '../visitor/name.ts'
import type { Tongue } from '../words/tongue.ts'
import type { Attention } from './attention.ts'
import type { Desktop } from './desktop.ts'
import type { Sound } from './sound.ts'

/** Tells the agent, by sound, notification and title, of what the eyes may have missed; returns the off function. */
export function startNotice(env: {
  desk: Desk
  sound: Sound
  desktop: Desktop
  attention: Attention
  tongue: Tongue
  setTitle(title: string): void
}): () => void {
  const { desk, sound, desktop, attention, tongue } = env

  const tell = (c: ConversationId, title: (name: string) => string, body: string): void => {
    sound.play()
    const row = desk.client.view.rows.get(c)
    const visitor = row && desk.client.view.visitors.get(row.state.visitor)
    const name = visitorName(visitor, row?.state.visitor ?? c, tongue.words.peek())
    if (!attention.here.peek())
      desktop.show({ tag: c, title: title(name), body }, () => desk.show(c))
  }

  const pending = computed(
    () =>
      [...desk.view.value.rows.values()].filter(
        row => belongs(row, 'mine', desk.me.id) && row.state.unansweredSince !== null,
      ).length,
  )

  const ends = [
    desk.client.on('assigned', ({ c, how }) => {
      if (how === 'taken') return
      const row = desk.client.view.rows.get(c)
      tell(c, tongue.words.peek().notice.assigned, row?.state.last?.text ?? '')
    }),
    desk.client.on('message', ({ c, message }) => {
      if (attention.visible() && desk.current.peek() === c) return
      tell(c, tongue.words.peek().notice.message, message.text)
    }),
    effect(() => env.setTitle(pending.value > 0 ? `(${pending.value}) Sapa` : 'Sapa')),
    () => env.setTitle('Sapa'),
  ]
  return () => {
    for (const end of ends) end()
  }
}

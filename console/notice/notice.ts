import { computed, effect, untracked } from '@preact/signals'
import { isAllHands } from '../../protocol/conversation.ts'
import type { ConversationId } from '../../protocol/events.ts'
import type { Desk } from '../desk.ts'
import { belongs } from '../inbox/order.ts'
import { visitorName } from '../visitor/name.ts'
import type { Tongue } from '../words/tongue.ts'
import type { Attention } from './attention.ts'
import type { Desktop } from './desktop.ts'
import type { Heard } from './heard.ts'
import { type Rung, rungOf } from './rungs.ts'
import type { Sound } from './sound.ts'
import type { Tune } from './tunes.ts'

/** Tells the agent, by sound, notification and title, of what the eyes may have missed; returns the off function. */
export function startNotice(env: {
  desk: Desk
  sound: Sound
  desktop: Desktop
  attention: Attention
  tongue: Tongue
  /** The rungs that sounded already. */
  heard: Heard
  setTitle(title: string): void
}): () => void {
  const { desk, sound, desktop, attention, tongue, heard } = env

  const nameOf = (c: ConversationId): string => {
    const { rows, visitors } = desk.client.view
    const id = rows.get(c)?.state.visitor ?? c
    return visitorName(visitors.get(id), id, tongue.words.peek())
  }
  const show = (c: ConversationId, tag: string, title: string, body: string): void => {
    if (!attention.here.peek()) desktop.show({ tag, title, body }, () => desk.show(c))
  }
  const tell = (
    c: ConversationId,
    tune: Tune,
    title: (name: string) => string,
    body: string,
  ): void => {
    sound.play(tune)
    show(c, c, title(nameOf(c)), body)
  }

  const pending = computed(
    () =>
      [...desk.view.value.rows.values()].filter(
        row => belongs(row, 'mine', desk.me.id) && row.state.unansweredSince !== null,
      ).length,
  )
  const rungs = computed(() => {
    const { rows, me } = desk.view.value
    const available = me?.availability === 'online'
    const lead = (me?.role ?? desk.me.role) === 'admin'
    const ear = { id: desk.me.id, available, lead }
    return [...rows.values()].flatMap(row => rungOf(row, ear, desk.timesOf) ?? [])
  })
  /** Several at once make one sound, the loudest: two tunes over each other are none. */
  const climb = (all: Rung[]): void => {
    const fresh = all.filter(({ id }) => heard.first(id))
    const loudest = (['all-hands', 'breach', 'hand-on', 'nudge'] as const).find(step =>
      fresh.some(rung => rung.step === step),
    )
    if (loudest) sound.play(loudest)
    // A tag of its own: what replaces an older notification comes without a sign.
    for (const { id, c, text, step } of fresh)
      show(c, id, tongue.words.peek().notice[step](nameOf(c)), text)
  }
  /** Past the target too, anybody may still answer. */
  const hands = computed(() => {
    const { rows, me } = desk.view.value
    return me?.availability === 'online' && [...rows.values()].some(row => isAllHands(row.state))
  })
  const title = computed(() => {
    const words = tongue.words.value
    const urged = rungs.value.some(({ step }) => step === 'nudge' || step === 'hand-on')
    const loud = hands.value ? words.offer.title : urged && words.notice.now
    const count = pending.value > 0 && `(${pending.value})`
    return [count, loud, 'Sapa'].filter(Boolean).join(' ')
  })

  const ends = [
    desk.client.on('assigned', ({ c, how }) => {
      if (how === 'taken') return
      const row = desk.client.view.rows.get(c)
      tell(c, 'offer', tongue.words.peek().notice.assigned, row?.state.last?.text ?? '')
    }),
    desk.client.on('message', ({ c, message }) => {
      if (attention.visible() && desk.current.peek() === c) return
      tell(c, 'message', tongue.words.peek().notice.message, message.text)
    }),
    effect(() => {
      const all = rungs.value
      untracked(() => climb(all))
    }),
    effect(() => env.setTitle(title.value)),
    () => env.setTitle('Sapa'),
  ]
  return () => {
    for (const end of ends) end()
  }
}

import type { Extra, Room } from '../room.ts'

/** Says where in the thread another day begins. */
export function createDay({ tag }: Room): Extra {
  return { day: (_, at) => <p class="notice day">{dayName(at, tag)}</p> }
}

/** "today", "yesterday", or the weekday and date, in the language of a tag. */
export function dayName(at: number, tag: string): string {
  const start = (time: number) => new Date(time).setHours(0, 0, 0, 0)
  // A day is an hour longer or shorter where the clocks are changed.
  const days = Math.round((start(at) - start(Date.now())) / 86_400_000)
  return days < -1
    ? new Date(at).toLocaleDateString(tag, { weekday: 'long', day: 'numeric', month: 'long' })
    : new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }).format(days, 'day')
}

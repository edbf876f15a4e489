import type { VisitorView } from '../../../client/view.ts'
import type { Badge } from '../../../protocol/down.ts'

/** Says how fast the shop answers, and when it is this visitor's turn. */
export interface Pace {
  /** Under the greeting while nobody is there. */
  away: string
  /** `here` says who is there. */
  badge(badge: Badge, here: string): string
  /** Of a conversation that waits. */
  turn(view: Pick<VisitorView, 'queue' | 'online'>): string
}

export interface PaceWords {
  seconds: string
  minutes: string
  slower: (time: string) => string
  usually: (time: string) => string
  number: (position: number) => string
  about: (time: string) => string
  finding: string
  away: string
  alone: string
}

/** Puts the numbers into `words`. */
export function paceIn(words: PaceWords): Pace {
  const timeOf = inUnits(words.seconds, words.minutes)
  return {
    away: words.away,
    badge: ({ medianMs, slow }, here) => {
      const time = timeOf(medianMs)
      return slow ? words.slower(time) : `${words.usually(time)} · ${here}`
    },
    turn({ queue, online }) {
      if (!online) return words.alone
      if (!queue) return words.finding
      const { position, etaMs } = queue
      const number = words.number(position)
      // An estimate is not known to the second.
      return etaMs === null
        ? number
        : `${number} · ${words.about(timeOf(Math.ceil(etaMs / 10_000) * 10_000))}`
    },
  }
}

export const english: PaceWords = {
  seconds: 's',
  minutes: 'min',
  slower: time => `Answers take longer right now: about\u00a0${time}`,
  usually: time => `Usually answers in ${time}`,
  number: position => `You are number ${position}`,
  about: time => `about ${time}`,
  finding: 'Finding someone for you…',
  away: 'Leave your question: it is kept, and you get an answer here.',
  alone: 'Nobody is here right now. Your message is kept, and you get an answer here.',
}

/** Seconds up to a minute and a half, then whole minutes; at least one, and never rounded in the shop's favour. */
function inUnits(seconds: string, minutes: string): (ms: number) => string {
  return ms =>
    ms <= 90_000
      ? `${Math.max(1, Math.ceil(ms / 1000))}\u00a0${seconds}`
      : `${Math.ceil(ms / 60_000)}\u00a0${minutes}`
}

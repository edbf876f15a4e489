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

/** In the language of a dictionary's tag. */
export function paceIn(tag: string): Pace {
  const words = tag === 'id' ? indonesian : english
  return {
    away: words.away,
    badge: ({ medianMs, slow }, here) => {
      const time = words.time(medianMs)
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
        : `${number} · ${words.about(words.time(Math.ceil(etaMs / 10_000) * 10_000))}`
    },
  }
}

const english = {
  time: inUnits('s', 'min'),
  slower: (time: string) => `Answers take longer right now: about\u00a0${time}`,
  usually: (time: string) => `Usually answers in ${time}`,
  number: (position: number) => `You are number ${position}`,
  about: (time: string) => `about ${time}`,
  finding: 'Finding someone for you…',
  away: 'Leave your question: it is kept, and you get an answer here.',
  alone: 'Nobody is here right now. Your message is kept, and you get an answer here.',
}

const indonesian: typeof english = {
  time: inUnits('detik', 'menit'),
  slower: time => `Saat ini jawaban lebih lama: sekitar\u00a0${time}`,
  usually: time => `Biasanya dijawab dalam ${time}`,
  number: position => `Anda nomor ${position}`,
  about: time => `sekitar ${time}`,
  finding: 'Mencarikan agen untuk Anda…',
  away: 'Tinggalkan pertanyaan Anda: pesan tersimpan dan dijawab di sini.',
  alone: 'Belum ada agen yang bertugas. Pesan Anda tersimpan dan dijawab di sini.',
}

/** Seconds up to a minute and a half, then whole minutes; at least one, and never rounded in the shop's favour. */
function inUnits(seconds: string, minutes: string): (ms: number) => string {
  return ms =>
    ms <= 90_000
      ? `${Math.max(1, Math.ceil(ms / 1000))}\u00a0${seconds}`
      : `${Math.ceil(ms / 60_000)}\u00a0${minutes}`
}

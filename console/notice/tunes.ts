/** What the console says by sound, the quietest first. */
export type Tune = 'message' | 'offer' | 'nudge' | 'hand-on' | 'breach' | 'all-hands'

interface Note {
  /** Hertz. */
  pitch: number
  /** Seconds after the start. */
  at: number
  /** Gain, 0 to 1. */
  loud: number
}

const E5 = 659.25
const A5 = 880
const B5 = 987.77
const E6 = 1318.51

const notes = (loud: number, everyS: number, ...pitches: number[]): Note[] =>
  pitches.map((pitch, i) => ({ pitch, at: i * everyS, loud }))

/** Each tune has its own number of notes and its own direction, so that it is known without looking. */
export const tunes: Record<Tune, Note[]> = {
  message: notes(0.1, 0, B5),
  offer: notes(0.12, 0.13, E5, B5),
  nudge: notes(0.16, 0.18, B5, B5),
  'hand-on': notes(0.16, 0.14, B5, B5, B5),
  breach: notes(0.16, 0.2, B5, A5, E5),
  'all-hands': notes(0.2, 0.13, E5, B5, E6, B5, E6),
}

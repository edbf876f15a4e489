import { type ReadonlySignal, signal } from '@preact/signals'

const KEY = 'sapa:sound'
/** Two soft notes, a fifth apart: E5 and B5, in Hz and seconds after the start. */
const NOTES = [
  { pitch: 659.25, at: 0 },
  { pitch: 987.77, at: 0.13 },
] as const
const LENGTH_S = 0.35
const LOUDNESS = 0.12

/** The console's one sound. */
export interface Sound {
  on: ReadonlySignal<boolean>
  choose(on: boolean): void
  /** Plays when sound is on and the browser lets it. */
  play(): void
  /** Plays whatever was chosen: for the button that tries it. */
  test(): void
}

/** A sound that waits for the first gesture, as browsers want, and remembers whether it is on. */
export function createSound(env: {
  context: () => AudioContext
  gestures: EventTarget
  kept: Pick<Storage, 'getItem' | 'setItem'>
}): Sound {
  const on = signal(env.kept.getItem(KEY) !== 'off')
  let audio: AudioContext | null = null

  const unlock = (): AudioContext => {
    audio ??= env.context()
    if (audio.state === 'suspended') void audio.resume()
    return audio
  }
  for (const gesture of ['pointerdown', 'keydown']) {
    env.gestures.addEventListener(gesture, unlock, { once: true, passive: true })
  }

  const ring = (to: AudioContext): void => {
    for (const { pitch, at } of NOTES) note(to, pitch, to.currentTime + at)
  }

  return {
    on,
    choose(next) {
      env.kept.setItem(KEY, next ? 'on' : 'off')
      on.value = next
    },
    play() {
      if (on.peek() && audio) ring(unlock())
    },
    test: () => ring(unlock()),
  }
}

function note(audio: AudioContext, pitch: number, at: number): void {
  const tone = audio.createOscillator()
  const volume = audio.createGain()
  tone.frequency.value = pitch
  volume.gain.setValueAtTime(0, at)
  volume.gain.linearRampToValueAtTime(LOUDNESS, at + 0.02)
  volume.gain.exponentialRampToValueAtTime(0.0001, at + LENGTH_S)
  tone.connect(volume).connect(audio.destination)
  tone.start(at)
  tone.stop(at + LENGTH_S)
}

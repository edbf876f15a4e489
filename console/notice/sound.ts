import { type ReadonlySignal, signal } from '@preact/signals'
import { type Tune, tunes } from './tunes.ts'

const KEY = 'sapa:sound'
const LENGTH_S = 0.35
/** A browser that lets a page sound does so at once; one that does not, never answers. */
const UNLOCK_MS = 400

/** The console's voice. */
export interface Sound {
  on: ReadonlySignal<boolean>
  choose(on: boolean): void
  /** Plays when sound is on and the browser lets it. */
  play(tune: Tune): void
  /** Plays whatever was chosen: for the button that tries it. */
  test(): void
  /** Whether the browser lets this page sound now; asked within a gesture it unlocks what can be unlocked. */
  unlocked(): Promise<boolean>
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

  const ring = (to: AudioContext, tune: Tune): void => {
    for (const { pitch, at, loud } of tunes[tune]) note(to, pitch, to.currentTime + at, loud)
  }

  return {
    on,
    choose(next) {
      env.kept.setItem(KEY, next ? 'on' : 'off')
      on.value = next
    },
    play(tune) {
      if (on.peek() && audio) ring(unlock(), tune)
    },
    test: () => ring(unlock(), 'offer'),
    async unlocked() {
      const context = unlock()
      const refused = new Promise(resolve => setTimeout(resolve, UNLOCK_MS))
      await Promise.race([context.resume().catch(() => {}), refused])
      return context.state === 'running'
    },
  }
}

function note(audio: AudioContext, pitch: number, at: number, loud: number): void {
  const tone = audio.createOscillator()
  const volume = audio.createGain()
  tone.frequency.value = pitch
  volume.gain.setValueAtTime(0, at)
  volume.gain.linearRampToValueAtTime(loud, at + 0.02)
  volume.gain.exponentialRampToValueAtTime(0.0001, at + LENGTH_S)
  tone.connect(volume).connect(audio.destination)
  tone.start(at)
  tone.stop(at + LENGTH_S)
}

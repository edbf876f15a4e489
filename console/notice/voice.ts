import type { Desktop } from './desktop.ts'
import type { Sound } from './sound.ts'

const GESTURES = ['pointerdown', 'keydown'] as const

/** Of several consoles of one agent in one browser, the one that speaks: where somebody touched something last. */
export interface Voice {
  /** Whether this console is to sound and to show notifications. */
  mine(): boolean
  end(): void
}

/**
 * Holds the lock `name` while this console is the one that speaks; when it is closed the next gets it by itself. Where the browser has no
 * Web Locks, which are for secure pages only, every console speaks: twice is better than never.
 */
export function createVoice(env: {
  locks: Pick<LockManager, 'request'> | undefined
  name: string
  /** Where touch and keys are seen: they also unlock the sound, so that who has the voice can be heard. */
  gestures: EventTarget
}): Voice {
  const { locks, name, gestures } = env
  let mine = true
  let queued = false
  let ended = false
  let letGo = (): void => {}

  const hold = (): Promise<void> | undefined => {
    if (ended) return
    mine = true
    return new Promise(resolve => {
      letGo = resolve
    })
  }
  const request = async (
    options: LockOptions,
    granted: (lock: Lock | null) => Promise<void> | undefined,
  ): Promise<void> => {
    try {
      await locks?.request(name, options, granted)
    } catch (error) {
      if (!(error instanceof DOMException)) throw error
      if (error.name === 'AbortError') lost()
      // The browser denies locks, as it denies storage.
      else mine = true
    }
  }
  /** Somebody touched another console: this one is next when that is closed. */
  const lost = (): void => {
    mine = false
    if (ended || queued) return
    queued = true
    void request({}, () => {
      queued = false
      return hold()
    })
  }
  const take = (): void => {
    if (!mine) void request({ steal: true }, hold)
  }

  void request({ ifAvailable: true }, lock => (lock ? hold() : void lost()))
  for (const gesture of GESTURES) gestures.addEventListener(gesture, take, { passive: true })
  return {
    mine: () => mine,
    end() {
      ended = true
      letGo()
      for (const gesture of GESTURES) gestures.removeEventListener(gesture, take)
    },
  }
}

/** Sound and notifications that keep still while another console speaks; what is tried by hand always sounds. */
export function spoken(
  voice: Voice,
  { sound, desktop }: { sound: Sound; desktop: Desktop },
): { sound: Sound; desktop: Desktop } {
  return {
    sound: {
      ...sound,
      play(tune) {
        if (voice.mine()) sound.play(tune)
      },
    },
    desktop: {
      ...desktop,
      show(notice, clicked) {
        if (voice.mine()) desktop.show(notice, clicked)
      },
    },
  }
}

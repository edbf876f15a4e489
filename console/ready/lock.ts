import { type ReadonlySignal, signal } from '@preact/signals'

/** The part of Chromium's IdleDetector that is needed here; other browsers have none. */
interface Detector extends EventTarget {
  readonly screenState: 'locked' | 'unlocked' | null
  start(options: { threshold: number; signal: AbortSignal }): Promise<void>
}
export interface DetectorKind {
  new (): Detector
  requestPermission(): Promise<PermissionState>
}

/** The shortest that the API takes; only the lock is of interest. */
const THRESHOLD_MS = 60_000

export interface Lock {
  /** `none` where the browser cannot tell. */
  permission: ReadonlySignal<PermissionState | 'none'>
  /** Asks; has to be called within a gesture. */
  ask(): Promise<void>
  end(): void
}

/** Calls `locked` when the screen is locked, where the browser can tell and was allowed to. */
export function createLock(env: {
  detector: DetectorKind | null
  /** What was allowed before. */
  granted(): Promise<PermissionState>
  locked(): void
}): Lock {
  const permission = signal<PermissionState | 'none'>(env.detector ? 'prompt' : 'none')
  const abort = new AbortController()
  let watching = false

  async function learn(state: PermissionState): Promise<void> {
    permission.value = state
    if (!env.detector || state !== 'granted' || watching || abort.signal.aborted) return
    watching = true
    const detector = new env.detector()
    detector.addEventListener('change', () => {
      if (detector.screenState === 'locked') env.locked()
    })
    try {
      await detector.start({ threshold: THRESHOLD_MS, signal: abort.signal })
    } catch {
      // Withdrawn or forbidden by a policy meanwhile: as if it had never been there.
      permission.value = 'none'
    }
  }
  if (env.detector)
    void env.granted().then(learn, () => {
      permission.value = 'none'
    })

  return {
    permission,
    async ask() {
      if (env.detector) await learn(await env.detector.requestPermission())
    },
    end: () => abort.abort(),
  }
}

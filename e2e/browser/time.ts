import type { Page } from '@playwright/test'
import type { RunningRelay } from '../relay.ts'

/** The relay's time and that of the pages, moved together. */
export interface Time {
  /** Moves the relay on, then each page by as much. */
  pass(ms: number): Promise<void>
  /** From now on relay and pages keep pace with real time, as while people sit down; `hold` ends it. */
  flow(): void
  /** From now on the relay's clock stands still. */
  hold(): Promise<void>
}

const BEAT_MS = 100

/** The clock of each of `pages` is Playwright's: it runs on by itself and is moved in jumps. */
export function timeOf(relay: RunningRelay, pages: () => Page[]): Time {
  let flowing = false
  let flow: Promise<void> = Promise.resolve()

  async function run() {
    let last = Date.now()
    while (flowing) {
      await new Promise(resolve => setTimeout(resolve, BEAT_MS))
      const now = Date.now()
      await relay.advance(now - last)
      last = now
    }
  }
  return {
    async pass(ms) {
      await relay.advance(ms)
      for (const page of pages()) await page.clock.fastForward(ms)
    },
    flow() {
      flowing = true
      flow = run()
    },
    async hold() {
      flowing = false
      await flow
    },
  }
}

import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { AgentClient } from '../../client/view.ts'
import type { Kept } from '../kept.ts'
import type { Desktop } from '../notice/desktop.ts'
import type { Sound } from '../notice/sound.ts'
import { type Check, judge, type Level, type Measured, worst } from './checks.ts'

const HEARD = 'sapa:heard'
const PASSED = 'sapa:ready'
/** A relay that answers later than this cannot be told in time that an offer is on screen. */
const ANSWER_MS = 1500
const TICKS = 5
const TICK_MS = 100

/** Whether this browser can receive chats, found out before its agent counts as online. */
export interface Ready {
  /** The last findings; null before the first. */
  checks: ReadonlySignal<Check[] | null>
  level: ReadonlySignal<Level | null>
  running: ReadonlySignal<boolean>
  /** Whether the sheet is on screen. */
  shown: ReadonlySignal<boolean>
  /** Whether it was passed since this tab was opened. */
  passed: ReadonlySignal<boolean>
  /** Warnings that came with going online and were not put aside. */
  warned: ReadonlySignal<Check[]>
  /** For the only console of an agent who was left online: looks without a sheet or a note, and goes away if it is red. */
  arrive(): Promise<void>
  /** Goes online when nothing is red; once passed, a session is not asked again. */
  goOnline(): Promise<void>
  /** Shows the sheet with what was found last. */
  open(): void
  /** Shows the sheet and looks again. */
  look(): Promise<void>
  /** What the person says to "Did you hear it?". */
  hear(yes: boolean): void
  /** Asks for the permission to show notifications. */
  allow(): Promise<void>
  /** Turns the sound on and looks again. */
  turnOn(): Promise<void>
  close(): void
  putAside(): void
}

/** `session` lives as long as the tab, `kept` as long as the browser. */
export function createReady(env: {
  client: Pick<AgentClient, 'take' | 'available' | 'now' | 'view'>
  sound: Sound
  desktop: Desktop
  kept: Kept
  session: Kept
  device: { now(): number; after(ms: number, fn: () => void): void; newId(): string }
}): Ready {
  const { client, sound, desktop, kept, session, device } = env
  const measured = signal<Measured | null>(null)
  const running = signal(false)
  const shown = signal(false)
  const passed = signal(session.getItem(PASSED) !== null)
  const aside = signal(true)
  const checks = computed(() => measured.value && judge(measured.value))
  const level = computed(() => checks.value && worst(checks.value))

  const wait = (ms: number): Promise<void> => new Promise(resolve => device.after(ms, resolve))

  /** A chat that does not exist cannot be taken: every relay refuses at once, and nothing changes. */
  async function roundTrip(): Promise<number | null> {
    const late = wait(ANSWER_MS).then(() => null)
    for (let left = ANSWER_MS; left > 0; left -= TICK_MS) {
      const from = device.now()
      const answer = await Promise.race([client.take(`ready-${device.newId()}`), late])
      if (answer === null) return null
      if (answer.ok || answer.why !== 'offline') return device.now() - from
      // A console that was opened just now is about to be greeted.
      await wait(TICK_MS)
    }
    return null
  }
  async function lateness(): Promise<number> {
    let late = 0
    for (let i = 0; i < TICKS; i++) {
      const from = device.now()
      await wait(TICK_MS)
      late = Math.max(late, device.now() - from - TICK_MS)
    }
    return late
  }
  async function soundState(note: boolean): Promise<Measured['sound']> {
    if (!sound.on.peek()) return 'off'
    if (!(await sound.unlocked())) return 'blocked'
    if (note) sound.test()
    return 'unlocked'
  }
  async function run(note = true): Promise<Level> {
    running.value = true
    const [heardIt, roundTripMs, lateMs] = await Promise.all([
      soundState(note),
      roundTrip(),
      lateness(),
    ])
    const found: Measured = {
      sound: heardIt,
      heard: kept.getItem(HEARD) === 'yes' ? true : null,
      permission: desktop.permission.peek(),
      roundTripMs,
      lateMs,
      skewMs: client.now() - device.now(),
    }
    measured.value = found
    running.value = false
    return worst(judge(found))
  }
  function pass(is: boolean): void {
    passed.value = is
    if (is) session.setItem(PASSED, 'yes')
    else session.removeItem(PASSED)
  }
  /** What is found to be red takes an agent offline again: chats must not go where nobody notices them. */
  function settle(): void {
    const online = client.view.me?.availability === 'online'
    if (level.peek() !== 'fail' || !(online || passed.peek())) return
    pass(false)
    shown.value = true
    if (online) void client.available(false)
  }
  async function look(): Promise<void> {
    shown.value = true
    if (running.peek()) return
    const found = await run()
    if (found !== 'fail' && client.view.me?.availability === 'online') pass(true)
    settle()
  }

  return {
    checks,
    level,
    running,
    shown,
    passed,
    warned: computed(() => {
      const warnings = checks.value?.filter(check => check.level !== 'ok') ?? []
      return aside.value || !passed.value ? [] : warnings
    }),
    async arrive() {
      if (passed.peek() || running.peek()) return
      if ((await run(false)) === 'fail') return settle()
      pass(true)
      aside.value = false
    },
    async goOnline() {
      if (running.peek()) return
      if (!passed.peek()) {
        shown.value = true
        if ((await run()) === 'fail') return
        pass(true)
        aside.value = false
        shown.value = false
      }
      await client.available(true)
    },
    open() {
      shown.value = true
    },
    look,
    hear(yes) {
      // A "no" is not kept: the next check asks again.
      if (yes) kept.setItem(HEARD, 'yes')
      else kept.removeItem(HEARD)
      const before = measured.peek()
      if (before) measured.value = { ...before, heard: yes }
      if (!yes) shown.value = true
      settle()
    },
    async allow() {
      await desktop.ask()
      const before = measured.peek()
      if (before) measured.value = { ...before, permission: desktop.permission.peek() }
      settle()
    },
    turnOn() {
      sound.choose(true)
      return look()
    },
    close() {
      shown.value = false
    },
    putAside() {
      aside.value = true
    },
  }
}

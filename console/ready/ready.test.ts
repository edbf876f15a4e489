import { signal } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import type { AgentView, Outcome } from '../../client/view.ts'
import type { Availability } from '../../protocol/people.ts'
import { createKept } from '../kept.ts'
import { createReady } from './ready.ts'

function memory() {
  return createKept({
    get localStorage(): Storage {
      throw new DOMException('denied', 'SecurityError')
    },
  })
}

/** A ready check whose machine the test makes; its time passes only by waiting. */
function scene(
  machine: {
    unlocked?: boolean
    permission?: NotificationPermission
    answer?: Outcome | 'never'
    /** So many commands find no line yet. */
    early?: number
    heard?: boolean
    session?: ReturnType<typeof memory>
    availability?: Availability
    lateMs?: number
  } = {},
) {
  const { unlocked = true, permission = 'granted', lateMs = 0, early = 0 } = machine
  const answer = machine.answer ?? { ok: false, why: 'unknown-conversation' }
  const kept = memory()
  if (machine.heard ?? true) kept.setItem('sapa:heard', 'yes')
  const session = machine.session ?? memory()
  const said: [boolean, string | undefined][] = []
  let availability: Availability = machine.availability ?? 'away'
  let now = 0
  const timers: { at: number; fn: () => void }[] = []
  const fire = () => {
    const [next] = timers.sort((a, b) => a.at - b.at).splice(0, 1)
    now = Math.max(now, next?.at ?? 0)
    next?.fn()
  }
  let notes = 0
  let asked = 0
  const allowed = signal<NotificationPermission | 'none'>(permission)
  const ready = createReady({
    client: {
      take: () => {
        asked++
        if (asked <= early) return Promise.resolve({ ok: false, why: 'offline' } as const)
        return answer === 'never' ? new Promise(() => {}) : Promise.resolve(answer)
      },
      available: async (on, why) => {
        said.push([on, why])
        availability = on ? 'online' : 'away'
        return { ok: true }
      },
      now: () => now,
      get view() {
        return { me: { availability } } as Partial<AgentView> as AgentView
      },
    },
    sound: {
      on: signal(true),
      choose() {},
      play() {},
      test: () => void notes++,
      unlocked: async () => unlocked,
    },
    desktop: {
      permission: allowed,
      show() {},
      async ask() {
        allowed.value = 'granted'
      },
    },
    kept,
    session,
    device: {
      now: () => now,
      after(ms, fn) {
        timers.push({ at: now + ms + lateMs, fn })
        setImmediate(fire)
      },
      newId: () => 'id',
    },
  })
  return { ready, said, kept, session, notes: () => notes, asked: () => asked }
}

describe('going online', () => {
  it('[R7] runs the check first and goes online when all is well', async () => {
    const { ready, said, notes } = scene()
    const going = ready.goOnline()
    expect([ready.running.value, ready.shown.value, said]).toEqual([true, true, []])
    await going
    expect(said).toEqual([[true, undefined]])
    expect(notes()).toBe(1)
    expect([ready.level.value, ready.shown.value]).toEqual(['ok', false])
    expect(ready.warned.value).toEqual([])
  })

  it('[R7] stays away while something is red, and says so', async () => {
    const silent = scene({ unlocked: false, permission: 'denied' })
    const dead = scene({ answer: 'never' })
    const offline = scene({ answer: { ok: false, why: 'offline' } })
    for (const { ready, said } of [silent, dead, offline]) {
      await ready.goOnline()
      expect(said).toEqual([])
      expect([ready.level.value, ready.shown.value, ready.passed.value]).toEqual([
        'fail',
        true,
        false,
      ])
    }
  })

  it('[R7] waits a moment for a line that is about to open', async () => {
    const { ready, said } = scene({ early: 3 })
    await ready.goOnline()
    expect([said, ready.level.value]).toEqual([[[true, undefined]], 'ok'])
  })

  it('[R7] lets a warning through and keeps it in sight until it is put aside', async () => {
    const { ready, said } = scene({ permission: 'default', lateMs: 300 })
    await ready.goOnline()
    expect(said).toEqual([[true, undefined]])
    expect(ready.warned.value.map(({ name }) => name)).toEqual(['notification', 'timers'])
    await ready.allow()
    expect(ready.warned.value.map(({ name }) => name)).toEqual(['timers'])
    ready.putAside()
    expect(ready.warned.value).toEqual([])
  })

  it('[R7] is one click for the rest of the session, also after a reload', async () => {
    const session = memory()
    await scene({ session }).ready.goOnline()
    const { ready, said, asked } = scene({ session })
    await ready.goOnline()
    expect(said).toEqual([[true, undefined]])
    expect(asked()).toBe(0)
  })

  it('[R7] asks whether the note was heard the first time, and remembers a yes', async () => {
    const { ready, kept } = scene({ heard: false })
    await ready.goOnline()
    expect(ready.warned.value).toMatchObject([{ name: 'sound', found: 'unanswered' }])
    ready.hear(true)
    expect(ready.level.value).toBe('ok')
    expect(kept.getItem('sapa:heard')).toBe('yes')
  })

  it('[R7] goes away again when nothing can be heard or seen after all', async () => {
    const { ready, said } = scene({ heard: false, permission: 'denied' })
    await ready.goOnline()
    ready.hear(false)
    expect(said).toEqual([
      [true, undefined],
      [false, undefined],
    ])
    expect([ready.shown.value, ready.passed.value]).toEqual([true, false])
  })

  it('[R7] can be looked at again while online', async () => {
    const { ready, said } = scene({ availability: 'online' })
    await ready.look()
    expect([ready.level.value, ready.passed.value, ready.shown.value]).toEqual(['ok', true, true])
    expect(said).toEqual([])
  })
})

describe('the only console of an agent who was left online', () => {
  const silent = { unlocked: false, permission: 'denied', availability: 'online' } as const

  it('[R7] looks by itself, without a sheet or a note, and stays online', async () => {
    const { ready, said, notes } = scene({ availability: 'online', lateMs: 300 })
    await ready.arrive()
    expect([ready.passed.value, ready.shown.value, notes(), said]).toEqual([true, false, 0, []])
    expect(ready.warned.value.map(({ name }) => name)).toEqual(['timers'])
  })

  it('[R7] takes the agent away and says why when a chat would go unnoticed', async () => {
    const { ready, said } = scene(silent)
    await ready.arrive()
    expect(said).toEqual([[false, undefined]])
    expect([ready.passed.value, ready.shown.value]).toEqual([false, true])
  })

  it('[R7] asks nothing again after a reload', async () => {
    const session = memory()
    await scene({ session }).ready.goOnline()
    const { ready, said, asked } = scene({ ...silent, session })
    await ready.arrive()
    expect([said, asked(), ready.shown.value]).toEqual([[], 0, false])
  })

  it('[R7] takes the agent away also when looked at by hand', async () => {
    const { ready, said } = scene(silent)
    await ready.look()
    expect(said).toEqual([[false, undefined]])
  })
})

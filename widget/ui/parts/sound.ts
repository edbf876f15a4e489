import type { Extra, Room } from '../room.ts'
import { isMuted } from './mute.ts'

/** Tabs hear of a message within this of one another. */
const TOGETHER_MS = 3000
/** A tab in which the visitor sees the message comes before those in which it would sound. */
const AFTER_MS = 150

/** A short chime for an agent's message that the visitor does not see: once over all tabs, never before a touch of the page. */
export function createSound(room: Room, after: typeof pause = pause): Extra {
  const { client, key, root, signal } = room
  signal.addEventListener(
    'abort',
    client.on('message', ({ id }) => hear(id)),
  )
  // The message that made this part wanted came before it.
  const newest = client.view.entries.findLast(entry => entry.kind === 'message')
  if (client.view.unread && newest?.by.role === 'agent' && Date.now() - newest.at < TOGETHER_MS)
    hear(newest.id)

  function isSeen(): boolean {
    return document.visibilityState === 'visible' && !!root.querySelector('.panel:not([hidden])')
  }
  async function hear(id: string): Promise<void> {
    const { userActivation, locks } = navigator as Partial<Navigator>
    if (isMuted(room) || userActivation?.hasBeenActive === false) return
    if (!locks) {
      if (!isSeen()) chime()
      return
    }
    if (!isSeen()) await after(AFTER_MS, signal)
    if (signal.aborted) return
    await locks.request(`${key}:heard:${id}`, { ifAvailable: true }, async lock => {
      if (!lock) return
      if (!isSeen()) chime()
      await after(TOGETHER_MS, signal)
    })
  }
  return {}
}

/** Resolves after that many milliseconds, at once when `signal` is aborted. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(done => {
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
    function end(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      done()
    }
  })
}

/** Two soft notes, a fourth apart. */
function chime(): void {
  const audio = new AudioContext()
  const loud = audio.createGain()
  const now = audio.currentTime
  loud.connect(audio.destination)
  loud.gain.setValueAtTime(0.0001, now)
  loud.gain.exponentialRampToValueAtTime(0.08, now + 0.02)
  loud.gain.exponentialRampToValueAtTime(0.0001, now + 0.5)
  const notes = [783.99, 1046.5].map((pitch, i) => {
    const note = audio.createOscillator()
    note.frequency.value = pitch
    note.connect(loud)
    note.start(now + i * 0.12)
    note.stop(now + 0.5)
    return note
  })
  notes[1]?.addEventListener('ended', () => audio.close())
}

import { afterEach, beforeEach, expect } from 'vitest'
import type { ConversationState } from '../../protocol/conversation.ts'
import type { ConversationId } from '../../protocol/events.ts'
import type { AgentUp, VisitorUp } from '../../protocol/up.ts'
import { createRig, type Person, type Rig } from './rig.ts'
import { storyOf } from './story.ts'

/** What became of a conversation of the test that runs; it is `c` where none is named. */
export interface Told {
  /** What the log says from `from` (1 is the first) on, each with its second. */
  story(from?: number, c?: ConversationId): string[]
  state(c?: ConversationId): Promise<ConversationState>
}

/** Gives `begin` a rig for each test of the file, and sees after it that nothing went wrong there or was left behind. */
export function freshRig(begin: (rig: Rig) => void): Told {
  let rig: Rig
  let start: number
  beforeEach(async () => {
    rig = await createRig()
    start = rig.clock.now()
    begin(rig)
  })
  afterEach(async () => {
    await rig.leave()
    await rig.stop()
    expect(rig.clock.timers()).toBe(0)
    expect(rig.errors).toEqual([])
  })
  return {
    story: (from = 4, c = 'c') => storyOf(rig.store.log.get(c), start).slice(from - 1),
    state: async (c = 'c') => (await rig.store.load(c)).state,
  }
}

/** A message whose id is its text. */
export function send(id: string, c: ConversationId = 'c'): VisitorUp & AgentUp {
  return { t: 'send', c, id, text: id }
}

/** Why each frame of a person was refused that was. */
export function refusals(person: Person): string[] {
  return person.all('rejected').map(({ why }) => why)
}

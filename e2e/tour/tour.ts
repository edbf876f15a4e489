import type { Page } from '@playwright/test'
import { clerkFor } from '../clerk.ts'
import { addAgent, type Person } from '../people.ts'
import type { RunningRelay } from '../relay.ts'
import { after } from './after.ts'
import { alone, before } from './before.ts'
import { type Stage, stageOn, type Tag } from './stage.ts'
import { asides, talk } from './talk.ts'

/**
 * Leads one visitor on one page, `at` or one in the language, through every state of the widget and stops in each: `look` is told its name. What it
 * looks at it leaves as it was. The relay is dead at the end.
 */
export async function tour(
  page: Page,
  env: { relay: RunningRelay; admin: Person; tag: Tag; at?: string },
  look: (state: string, stage: Stage) => Promise<void>,
): Promise<void> {
  const budi = await addAgent(env.admin, { name: 'Budi Santoso', capacity: 4 })
  const clerk = await clerkFor(budi)
  const stage = stageOn(page, { ...env, clerk })
  for (const chapter of [before, alone, talk, asides, after])
    for await (const state of chapter(stage)) await look(state, stage)
  clerk.leave()
}

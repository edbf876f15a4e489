import type { AgentView, FloorEntry } from '../../client/view.ts'
import type { Wish } from '../../protocol/events.ts'
import type { Words } from '../words/english.ts'
import { languageName } from '../words/format.ts'

/** What the page asked of the routing, in words; empty when it asked for nothing. */
export function wishOf(
  { department, language, agent, priority }: Wish,
  { departments, agents }: Pick<AgentView, 'departments' | 'agents'>,
  words: Words,
  locale: string,
): string[] {
  const { wished } = words.visitor
  const named = (list: readonly { id: string; name: string }[], id: string): string =>
    list.find(one => one.id === id)?.name ?? id
  return [
    department !== null && wished.department(named(departments, department)),
    language !== null && wished.language(languageName(language, locale)),
    agent !== null && wished.agent(named(agents, agent)),
    priority > 0 && wished.priority(priority),
  ].filter(part => part !== false)
}

/** The address that the visitor left when the target had passed; the newest counts. */
export function leftEmail(entries: readonly FloorEntry[]): string | null {
  const chose = entries.findLast(
    entry => entry.kind === 'notice' && entry.what === 'chose' && entry.email !== null,
  )
  return chose?.kind === 'notice' && chose.what === 'chose' ? chose.email : null
}

import type { Unknown, Wish } from '../../protocol/events.ts'
import { type RoutableAgent, speaks } from './routing.ts'

/** What a shop has that a page may ask for. */
export interface Known {
  departments: readonly { id: string }[]
  agents: readonly Pick<RoutableAgent, 'id' | 'departments' | 'languages'>[]
}

/**
 * The wish without what the shop does not have, and what that was: a department that is gone, mistyped or without a
 * member, a language nobody answers in, an agent who does not exist. Nobody could ever meet it, so nobody waits for it.
 */
export function grantable(
  wish: Wish,
  { departments, agents }: Known,
): { wish: Wish; unknown: Unknown[] } {
  const has: Record<Unknown, (asked: string) => boolean> = {
    department: asked =>
      departments.some(({ id }) => id === asked) &&
      agents.some(agent => agent.departments.includes(asked)),
    language: asked => agents.some(agent => speaks(agent, asked)),
    agent: asked => agents.some(({ id }) => id === asked),
  }
  const parts: Unknown[] = ['department', 'language', 'agent']
  const unknown = parts.filter(part => {
    const asked = wish[part]
    return asked !== null && !has[part](asked)
  })
  const none = Object.fromEntries(unknown.map(part => [part, null]))
  return { wish: { ...wish, ...none }, unknown }
}

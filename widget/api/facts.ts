import { isOneOf, list, wrong } from '../ui/checks.ts'
import type { Life } from './life.ts'
import { question } from './question.ts'

const facts = ['state', 'availability', 'unread', 'conversation', 'visitor'] as const

/** What the page may know; opens no line. */
export async function get({ embed, isOpen }: Life, fact: unknown): Promise<unknown> {
  if (!isOneOf(facts, fact)) throw wrong('get', 'what', list(facts), fact)
  const { view } = await embed.client()
  const { link, state, unread, visitor, entries, online } = view
  const { status } = state
  switch (fact) {
    case 'state': {
      const shown = !(embed.root.firstElementChild as HTMLElement).hidden
      return { open: isOpen(), shown, link: link.state, status }
    }
    case 'availability':
      // Without a line one question is enough; with one the relay keeps it up to date.
      if (link.state === 'online') return { online }
      return async () => ({ online: (await question(embed)).online })
    case 'unread':
      return unread
    case 'visitor':
      return visitor
    case 'conversation':
      if (status === 'new') return null
      return {
        status,
        agent: status === 'assigned' ? state.agent : null,
        messages: entries.filter(entry => entry.kind === 'message'),
      }
  }
}

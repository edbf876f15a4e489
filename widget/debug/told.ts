import type { VisitorView } from '../../client/view.ts'
import { VERSION } from '../../protocol/version.ts'
import type { Answered } from '../api/question.ts'
import type { Explained } from '../api/sapa.ts'
import type { Options } from '../ui/embed.ts'
import type { Role } from './socket.ts'

/** What the overlay knows at one moment. It speaks English: it is read by who builds the shop. */
export interface Seen {
  site: string
  url: string
  options: Options
  isOpen: boolean
  isHidden: boolean
  /** Null while the page has fetched no client. */
  view: VisitorView | null
  role: Role
  conversation: string | null
  /** Null until the relay answered, and while it does not. */
  answered: Answered | null
  /** Files of the relay that this page has fetched, by their names. */
  files: string[]
  now: number
}

export interface Fact {
  name: string
  value: string
  /** For a condition: whether it holds. */
  holds?: boolean
}

const count = (n: number, one: string) => `${n} ${n === 1 ? one : `${one}s`}`

/** What it does on this page, by heading. */
export function tell(seen: Seen): [heading: string, facts: Fact[]][] {
  const { site, url, options, answered, files } = seen
  const tag = Object.entries(options)
    .filter(([name]) => name !== 'site')
    .map(([name, value]) => (value ? `${name}=${value}` : name))
  return [
    [
      'Line',
      [
        { name: 'Link', value: link(seen) },
        { name: 'Socket', value: socket(seen) },
        { name: 'Visitor', value: visitor(seen) },
        { name: 'Conversation', value: conversation(seen) },
        {
          name: 'Could answer',
          value: answered
            ? `${count(answered.online, 'agent')}, business hours are ${answered.open ? 'open' : 'closed'}`
            : 'the relay has not said',
        },
      ],
    ],
    [
      'Page',
      [
        { name: 'Chat', value: seen.isHidden ? 'hidden' : seen.isOpen ? 'open' : 'closed' },
        { name: 'Tag', value: tag.join(', ') || 'no options' },
        { name: 'Consent', value: consent(seen) },
        { name: 'Site', value: `${site} at ${url}` },
        { name: 'Wire', value: `version ${VERSION}` },
        { name: 'Fetched', value: files.join(', ') || 'not known' },
      ],
    ],
  ]
}

function link({ view, now }: Seen): string {
  if (!view) return 'none: nobody has touched the chat'
  const { link } = view
  switch (link.state) {
    case 'idle':
      return 'none: the client is here, no line was needed'
    case 'connecting':
      return 'connecting'
    case 'online':
      return 'online'
    case 'waiting':
      return `lost, tries again in ${Math.max(0, Math.ceil((link.retryAt - now) / 1000))} s`
    case 'stopped':
      return `stopped: ${link.reason}`
  }
}

function socket({ role }: Seen): string {
  switch (role.role) {
    case 'holder':
      return role.others
        ? `this tab holds it, for ${count(role.others, 'other tab')} too`
        : 'this tab holds it'
    case 'guest':
      return 'another tab holds it'
    case 'none':
      return 'none in this browser'
    case 'alone':
      return 'each tab has its own: this browser has no locks here'
  }
}

function visitor({ view }: Seen): string {
  const who = view?.visitor
  if (!who) return 'unknown before the first line'
  return [who.id, who.name, who.email, who.external && `signed in as ${who.external}`]
    .filter(Boolean)
    .join(', ')
}

function conversation({ view, conversation }: Seen): string {
  const state = view?.state
  if (!state || state.status === 'new') return 'none on this page'
  const by = state.status === 'assigned' ? `with ${state.agent.name}` : ''
  return [state.status, by, conversation].filter(Boolean).join(', ')
}

function consent({ view, options }: Seen): string {
  if (options.consent === undefined) return 'not asked for'
  if (!view) return 'asked for before the chat'
  return view.consent ? 'given' : 'waited for: nothing is kept, no line is opened'
}

/** One line on a trigger. */
export function verdict({ state, why }: Explained): string {
  const short = why?.replace(/\d+\.\d{3,}/g, n => said(Number(n)))
  return short ? `${state}: ${short}` : state
}

/** Each condition, and what else decides. */
export function reasons({ conditions, cap, holdout, always }: Explained): Fact[] {
  const met = `met ${cap.met} of ${cap.times} within ${count(cap.days, 'day')}`
  const share = Math.round(holdout * 1000) / 10
  return [
    ...conditions.map(({ condition, wanted, value, holds }) => ({
      name: condition,
      value: `${said(value)}, expected ${said(wanted)}`,
      holds,
    })),
    { name: 'cap', value: met, holds: cap.met < cap.times },
    { name: 'held back', value: share ? `${share} % of browsers` : 'no browser' },
    {
      name: 'needs',
      value: always ? 'nobody there: it fires always' : 'somebody who could answer',
    },
  ]
}

function said(value: unknown): string {
  return typeof value === 'number' ? `${Math.round(value * 10) / 10}` : JSON.stringify(value)
}

/** Why there is no trigger at all. */
export function noTriggers({ options }: Pick<Seen, 'options'>): string {
  return options.triggers === undefined
    ? 'None. The tag has no data-triggers, so that those of the settings do not run here.'
    : 'None. The settings of the site have no trigger that is on.'
}

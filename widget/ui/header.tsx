import type { VNode } from 'preact'
import { Glyph } from './glyph.tsx'
import type { Part } from './room.ts'

/** Who is on the other side, and whether anybody is there. No <header>: the page has its own banner landmark. */
export function Header({ view, room: { words, pace, close } }: Part): VNode {
  const { state, site, online, link } = view
  const shop = site?.name ?? words.chat
  const agent = state.status === 'assigned' ? state.agent.name : null
  const here =
    link.state === 'online'
      ? online !== null && (online ? words.agentsHere(online) : words.nobodyHere)
      : link.state === 'connecting' && words.connecting
  const badge = !agent && online && here && site?.badge
  return (
    <div class="top">
      <span class="face" aria-hidden="true">
        {initials(agent ?? shop)}
      </span>
      <div>
        <h2>{agent ?? shop}</h2>
        <p>
          {!!online && link.state === 'online' && <i class="here" />}
          {agent
            ? [shop, here].filter(Boolean).join(' · ')
            : (badge && pace()?.badge(badge, here)) || here}
        </p>
      </div>
      <button type="button" class="icon" aria-label={words.close} onClick={close}>
        <Glyph of="close" />
      </button>
    </div>
  )
}

/** "Ayu Lestari" → "AL". */
function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  // By code points, so that an emoji or a rare letter stays whole.
  return ends
    .map(word => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}

import type { VNode } from 'preact'
import { Glyph } from './glyph.tsx'
import type { Part } from './room.ts'

/** Who is on the other side, and whether anybody is there. No <header>: the page has its own banner landmark. */
export function Header({ view, room }: Part): VNode {
  const { words, asked, ask, close } = room
  const { state, site, online, link } = view
  const shop = site?.name ?? words.chat
  const agent = state.status === 'assigned' ? state.agent.name : null
  const here =
    link.state === 'online'
      ? online !== null && (online ? words.agentsHere(online) : words.nobodyHere)
      : link.state === 'connecting' && words.connecting
  return (
    <div class="top">
      <span class="face" aria-hidden="true" style={agent ? colour(agent) : ''}>
        {initials(agent ?? shop)}
      </span>
      <div>
        <h2>{agent ?? shop}</h2>
        <p>
          {!!online && link.state === 'online' && <i class="here" />}
          {agent
            ? [shop, here].filter(Boolean).join(' · ')
            : (here && room.extras()?.fill('here', view, here)[0]) || here}
        </p>
      </div>
      <button
        type="button"
        class="icon"
        aria-label={words.menu}
        aria-expanded={asked === 'menu'}
        onClick={() => ask('menu')}
      >
        <Glyph of="more" />
      </button>
      <button type="button" class="icon" aria-label={words.close} onClick={close}>
        <Glyph of="close" />
      </button>
    </div>
  )
}

/** "Ayu Lestari" → "AL": of the first word and the last, by code points, so that an emoji stays whole. */
function initials(name: string): string {
  return (name.trim().match(/^\S|(?<=\s)\S(?=\S*$)/gu) ?? []).join('').toUpperCase()
}

/** One of 360 hues, the same for the same name, each dark enough for white letters (L* 40: 6.5 to 1). */
function colour(name: string): string {
  let hue = 0
  for (let i = 0; i < name.length; i++) hue = (hue * 31 + name.charCodeAt(i)) % 360
  return `background:lch(40 45 ${hue});color:#fff`
}

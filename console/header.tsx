import type { VNode } from 'preact'
import { Icon, type IconName } from './parts/icon.tsx'
import { useRoom } from './room.ts'
import { hashOf, type Place } from './route.ts'

/** Navigation, who I am, my load, and whether new chats come to me. */
export function Header(): VNode {
  const { desk, words: w } = useRoom()
  const { me } = desk.view.value
  return (
    <header class="top">
      <p class="brand">Sapa</p>
      <nav aria-label={w.nav.label}>
        <NavLink place={{ at: 'inbox', chat: null }} icon="inbox" text={w.nav.inbox} />
        <NavLink place={{ at: 'board' }} icon="board" text={w.nav.board} />
        <NavLink place={{ at: 'report', query: '' }} icon="report" text={w.nav.report} />
        <NavLink place={{ at: 'settings' }} icon="settings" text={w.nav.settings} />
      </nav>
      <div class="self">
        <p class="who">
          <span class="who-name">{me?.name ?? desk.me.name}</span>
          {me && <span class="load">{w.me.load(me.load, me.capacity)}</span>}
        </p>
        <ReadyButton />
        <Available />
      </div>
    </header>
  )
}

function NavLink({ place, icon, text }: { place: Place; icon: IconName; text: string }): VNode {
  const { route, desk } = useRoom()
  const here = route.place.value.at === place.at
  const waiting = place.at === 'inbox' ? desk.counts.value.waiting : 0
  return (
    <a href={hashOf(place)} {...(here ? { 'aria-current': 'page' as const } : {})}>
      <Icon name={icon} />
      <span>{text}</span>
      {waiting > 0 && <span class="count urgent">{waiting}</span>}
    </a>
  )
}

/** Opens the ready check; its mark says how the last one ended. */
function ReadyButton(): VNode {
  const { ready, words: w } = useRoom()
  const level = ready.level.value
  const label = level ? `${w.ready.title}: ${w.ready.summary[level]}` : w.ready.title
  return (
    <button
      type="button"
      class={`icon-button ready-button ${level ?? ''}`}
      aria-label={label}
      title={label}
      aria-expanded={ready.shown.value}
      onClick={() => (ready.shown.value ? ready.close() : void ready.look())}
    >
      <Icon name="shield" />
    </button>
  )
}

function Available(): VNode | null {
  const { desk, ready, words: w } = useRoom()
  const { me } = desk.view.value
  if (!me) return null
  const on = me.availability === 'online'
  return (
    <button
      type="button"
      class="switch"
      role="switch"
      aria-checked={on}
      aria-label={w.me.switch}
      onClick={() => void (on ? desk.client.available(false) : ready.goOnline())}
    >
      <span class="knob" aria-hidden="true" />
      <span aria-hidden="true">{on ? w.me.online : w.me.away}</span>
    </button>
  )
}

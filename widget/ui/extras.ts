import type { VisitorView } from '../../client/view.ts'
import type { Card } from '../../protocol/card.ts'
import { limits } from '../../protocol/limits.ts'
import { dayOf } from './days.ts'
import { createLate } from './late.ts'
import { createBehind } from './parts/behind.tsx'
import { createBig, isOnlyEmoji } from './parts/big.tsx'
import { COUNT_FROM, createCount } from './parts/count.tsx'
import { createDay } from './parts/day.tsx'
import { createKeyboard } from './parts/keyboard.ts'
import { createLinks } from './parts/links.tsx'
import { createPace } from './parts/pace.tsx'
import { createTitle } from './parts/title.ts'
import { isBusy } from './parts/wait.ts'
import type { Extra, Extras, Room, Slots } from './room.ts'
import css from './style/extras.css?inline'

interface Rare {
  /** Asked at each change until it is true once. */
  wanted(view: VisitorView, room: Room): boolean
  load(room: Room): Extra | Promise<Extra>
}

/** Every rare thing of the panel, in the order in which they stand where they share a slot. */
const table: Rare[] = [
  {
    wanted: ({ entries }) => entries.some(({ at }) => dayOf(at) !== dayOf(Date.now())),
    load: createDay,
  },
  { wanted: () => matchMedia('(pointer: coarse)').matches, load: createKeyboard },
  {
    wanted: (_, room) => isLong(room),
    load: createCount,
  },
  { wanted: ({ unread }) => unread > 0, load: createTitle },
  {
    wanted: ({ entries }) =>
      entries.some(entry => entry.kind === 'message' && entry.state === 'failed'),
    load: async room => (await import('./parts/failed.tsx')).createFailed(room),
  },
  {
    wanted: ({ entries }) =>
      entries.some(entry => entry.kind === 'message' && /https?:/i.test(entry.text)),
    load: createLinks,
  },
  {
    wanted: ({ site, online, state }) =>
      !!site?.badge || online === 0 || state.status === 'waiting',
    load: createPace,
  },
  {
    wanted: ({ state }) => state.status !== 'new' && state.episode?.step === 'breach',
    load: async room => (await import('./parts/choice.tsx')).createChoice(room),
  },
  {
    wanted: isBusy,
    load: async room => (await import('./parts/busy.tsx')).createBusy(room),
  },
  {
    wanted: ({ entries }) =>
      entries.some(entry => entry.kind === 'message' && isOnlyEmoji(entry.text)),
    load: createBig,
  },
  {
    wanted: ({ entries }) => entries.some(entry => entry.kind === 'message' && entry.card),
    load: async room => (await import('./parts/cards.tsx')).createCards(room),
  },
  {
    wanted: ({ state, site }) => state.status === 'resolved' && !!site?.widget.rating,
    load: async room => (await import('./parts/rating.tsx')).createRating(room),
  },
  {
    wanted: ({ consent }) => !consent,
    load: async room => (await import('./parts/consent.tsx')).createConsent(room),
  },
  {
    wanted: ({ site, online, state }) =>
      (state.status === 'new' && !!site?.widget.prechat.length) ||
      (online === 0 && !!site?.widget.away),
    load: async room => (await import('./parts/before.tsx')).createBefore(room),
  },
  {
    wanted: (_, { asked }) => asked === 'menu',
    load: async room => (await import('./parts/menu.tsx')).createMenu(room),
  },
  {
    wanted: (_, { asked }) => asked === 'emoji',
    load: async room => (await import('./parts/emoji.tsx')).createEmoji(room),
  },
  {
    wanted: ({ site }) => !!site?.widget.sneakPeek,
    load: async room => (await import('./parts/peek.tsx')).createPeek(room),
  },
  {
    wanted: ({ state, unread }) => unread > 0 || state.status === 'waiting',
    load: async room => (await import('./parts/sound.ts')).createSound(room),
  },
  { wanted: (_, { follow }) => follow.isBehind(), load: createBehind },
]

/** Fetches each rare thing when it is wanted, and asks those that are here. */
export function createExtras(room: Room): Extras {
  room.style(css)
  const parts = table.map(({ wanted, load }) => {
    const late = createLate(async () => load(room), arrived)
    let isWanted = false
    return (view: VisitorView) => {
      isWanted ||= wanted(view, room)
      return isWanted ? late() : undefined
    }
  })
  let here: Extra[] = []
  let seen: VisitorView | null = null
  let asked = ''
  let long = false

  function arrived(): void {
    seen = null
    room.redraw()
  }
  /** A long thread fills one slot for each message: what is wanted is looked up once for all of them. */
  function look(view: VisitorView): void {
    seen = view
    asked = room.asked
    long = isLong(room)
    here = parts.map(part => part(view)).filter(part => part !== undefined)
  }
  return {
    fill<K extends keyof Slots>(slot: K, ...args: Parameters<Slots[K]>) {
      if (args[0] !== seen || room.asked !== asked || isLong(room) !== long) look(args[0])
      const filled: ReturnType<Slots[K]>[] = []
      for (const part of here) {
        const fill = part[slot] as
          | ((...args: Parameters<Slots[K]>) => ReturnType<Slots[K]>)
          | undefined
        const shown = fill?.(...args)
        if (shown) filled.push(shown)
      }
      return filled
    },
  }
}

/** Whether what the visitor writes has to be counted. */
function isLong({ draft }: Room): boolean {
  return draft().length > limits.textChars - COUNT_FROM
}

/** See `Panel.greet`. */
export async function greet(room: Room, text: string, card?: Card): Promise<void> {
  const part = await import('./parts/greeting.ts')
  part.greet(room, text, card)
}

/** See `Panel.place`. */
export async function place(room: Room, selector: string): Promise<void> {
  const part = await import('./parts/inline.ts')
  part.place(room, selector)
}

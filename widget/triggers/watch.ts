import type { Life } from '../api/life.ts'
import type { Sight } from './match.ts'

/** A finger that throws the page back this many pixels within this time is on its way to the address bar. */
const FLICK_PX = 300
const FLICK_MS = 300
/** What scrolls tells so many times a second that looking each time would cost the page. */
const CALM_MS = 200

/** Watches the page for the triggers; nothing of it is asked again and again. */
export interface Watch {
  look(): Omit<Sight, 'hours' | 'returning'>
}

/** `changed` is called when a condition may hold that did not, `moved` when another page has begun without loading. */
export function createWatch(life: Life, changed: () => void, moved: () => void): Watch {
  const { signal } = life.embed.life
  let url = location.href
  let since = performance.now()
  let active = since
  let seen = 0
  let exit = false
  let top = scrollY
  let topAt = since
  let calm: ReturnType<typeof setTimeout> | undefined

  function anew(): void {
    url = location.href
    since = active = performance.now()
    exit = false
    seen = 0
    life.tracked.clear()
    measure()
    moved()
    changed()
  }
  function measure(): void {
    const { scrollHeight } = document.documentElement
    seen = Math.max(seen, scrollHeight ? ((scrollY + innerHeight) / scrollHeight) * 100 : 0)
  }
  function scrolled(): void {
    active = performance.now()
    if (active - topAt > FLICK_MS || scrollY > top) {
      top = scrollY
      topAt = active
    }
    if (isPhone() && top - scrollY > FLICK_PX) exit = true
    calm ??= setTimeout(() => {
      calm = undefined
      measure()
      changed()
    }, CALM_MS)
  }
  // A router sets the address after it has said so.
  const routed = () => setTimeout(() => location.href !== url && !signal.aborted && anew(), 0)

  addEventListener('scroll', scrolled, { signal, passive: true, capture: true })
  for (const type of ['pointermove', 'pointerdown', 'keydown', 'touchmove'])
    addEventListener(
      type,
      () => {
        active = performance.now()
      },
      { signal, passive: true, capture: true },
    )
  document.documentElement.addEventListener(
    'mouseleave',
    ({ clientY }) => {
      if (clientY > 0) return
      exit = true
      changed()
    },
    { signal },
  )
  document.addEventListener('visibilitychange', changed, { signal })
  addEventListener('popstate', routed, { signal })
  addEventListener('pageshow', event => event.persisted && anew(), { signal })
  ;(window as { navigation?: EventTarget }).navigation?.addEventListener(
    'navigatesuccess',
    routed,
    {
      signal,
    },
  )
  const told = (what: string) => (what === 'page' ? anew() : changed())
  life.told.add(told)
  signal.addEventListener('abort', () => clearTimeout(calm))
  measure()

  return {
    look: () => ({
      url: location.href,
      referrer: document.referrer,
      seconds: (performance.now() - since) / 1000,
      idle: (performance.now() - active) / 1000,
      scroll: Math.round(seen),
      exit,
      cart: life.cart?.total ?? null,
      device: isPhone() ? 'phone' : 'desktop',
      events: life.tracked,
    }),
  }
}

function isPhone(): boolean {
  return (
    matchMedia('(hover: none) and (pointer: coarse)').matches &&
    Math.min(screen.width, screen.height) < 600
  )
}

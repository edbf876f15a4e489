import css from './launcher.css?inline'

export interface LauncherOptions {
  language: string
  rtl: boolean
  /** At the inline start of the page instead of its end. */
  start: boolean
  /** `#rrggbb`, or undefined for Sapa's own green. */
  color: string | undefined
  text: string | undefined
}

export interface Launcher {
  host: HTMLElement
  root: ShadowRoot
  /** Carries direction, side and colours; the panel goes in here too. */
  frame: HTMLElement
  button: HTMLButtonElement
  /** Says in picture, number and words whether the panel is open and how much is unread. */
  show(open: boolean, unread: number): void
}

const svg = 'http://www.w3.org/2000/svg'
const chat =
  'M21 11.8a8.6 8.6 0 0 1-12.5 7.7L3.6 21l1.5-4.7A8.6 8.6 0 1 1 21 11.8ZM8.7 13.2c.8 1.1 1.9 1.7 3.2 1.7s2.4-.6 3.2-1.7'
const down = 'm6 9.5 6 6 6-6'

/** Makes the round button in a shadow root of its own; the caller puts `host` on the page. */
export function createLauncher(options: LauncherOptions): Launcher {
  const host = document.createElement('sapa-chat')
  const root = host.attachShadow({ mode: 'open' })
  const frame = document.createElement('div')
  const button = document.createElement('button')
  const glyph = document.createElementNS(svg, 'svg')
  const path = document.createElementNS(svg, 'path')
  const text = document.createElement('span')
  const badge = document.createElement('b')
  const indonesian = /^i[dn]\b/i.test(options.language)

  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css + tint(options.color))
  root.adoptedStyleSheets = [sheet]
  frame.className = options.start ? 'sapa start' : 'sapa'
  frame.dir = options.rtl ? 'rtl' : 'ltr'
  frame.lang = indonesian ? 'id' : 'en'
  button.className = 'launcher'
  button.type = 'button'
  button.setAttribute('aria-haspopup', 'dialog')
  glyph.setAttribute('viewBox', '0 0 24 24')
  glyph.setAttribute('aria-hidden', 'true')
  text.textContent = options.text || ''
  glyph.append(path)
  button.append(glyph, text, badge)
  frame.append(button)
  root.append(frame)

  function show(open: boolean, unread: number): void {
    const verb = indonesian ? (open ? 'Tutup' : 'Buka') : open ? 'Close' : 'Open'
    const news = unread ? `, ${unread} ${indonesian ? 'pesan baru' : 'new'}` : ''
    // The visible text comes first, so that who speaks to the device can say what is written.
    const name = options.text ? `${options.text}: ` : ''
    button.setAttribute('aria-label', `${name}${verb} ${indonesian ? 'obrolan' : 'chat'}${news}`)
    button.setAttribute('aria-expanded', `${open}`)
    path.setAttribute('d', open ? down : chat)
    badge.textContent = unread ? (unread > 99 ? '99+' : `${unread}`) : ''
  }
  show(false, 0)
  return { host, root, frame, button, show }
}

/** The shop's colour in both schemes, with black or white on it, whichever WCAG contrast is higher. */
function tint(color: string | undefined): string {
  if (!color) return ''
  const channel = (at: number) => (Number.parseInt(color.slice(at, at + 2), 16) / 255) ** 2.2
  const luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
  return `.sapa{--accent:${color}!important;--on-accent:${luminance < 0.18 ? '#fff' : '#000'}!important}`
}

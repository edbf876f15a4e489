import css from './launcher.css?inline'

export interface Launcher {
  root: ShadowRoot
  /** Its parent carries language, direction, side and colours; the panel goes in there too. */
  button: HTMLElement
}

const chat = 'M12 3a9 9 0 0 0-7.7 13.7L3 21l4.3-1.3A9 9 0 1 0 12 3M8.5 13q3.5 4 7 0'

/** Makes the round button as the tag's `data-` options want it; the caller puts its host on the page. */
export function createLauncher({ lang, position, color, text }: DOMStringMap): Launcher {
  const html = document.documentElement
  const tinted = /^#[\da-f]{6}$/i.test(color || '')
  if (color && !tinted) console.warn('Sapa: expected data-color="#rrggbb"')

  const root = document.createElement('sapa-chat').attachShadow({ mode: 'open' })
  const frame = document.createElement('div')
  const button = document.createElement('button')
  const draw = (name: string) => document.createElementNS('http://www.w3.org/2000/svg', name)
  const svg = draw('svg')
  const path = draw('path')
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css + (color && tinted ? tint(color) : ''))
  root.adoptedStyleSheets = [sheet]
  frame.lang = lang || html.lang || navigator.language
  frame.dir = getComputedStyle(html).direction
  // Without a wish it is at the inline end, which is the left of a right-to-left page.
  frame.className = position === (frame.dir === 'rtl' ? 'right' : 'left') ? 'sapa start' : 'sapa'
  // One word in English and Indonesian alike; the panel adds what is unread.
  button.setAttribute('aria-label', text || 'Chat')
  button.setAttribute('aria-haspopup', 'dialog')
  button.setAttribute('aria-expanded', 'false')
  svg.setAttribute('viewBox', '0 0 24 24')
  path.setAttribute('d', chat)
  svg.append(path)
  button.append(svg, text || '')
  frame.append(button)
  root.append(frame)

  return { root, button }
}

/** The shop's colour in both schemes, with black or white on it, whichever WCAG contrast is higher. */
function tint(color: string): string {
  const light = (at: number) => (Number(`0x${color.slice(at, at + 2)}`) / 255) ** 2.2
  const ink = 0.2126 * light(1) + 0.7152 * light(3) + 0.0722 * light(5) < 0.18 ? '#fff' : '#000'
  return `.sapa{--accent:${color}!important;--on-accent:${ink}!important}`
}

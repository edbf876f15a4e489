import css from './launcher.css?inline'

type Options = import('../ui/embed.ts').Options

export interface Launcher {
  root: ShadowRoot
  /** Its parent carries language, direction, side and colours; the panel goes in there too. */
  button: HTMLElement
}

const chat = 'M12 3a9 9 0 0 0-7.7 13.7L3 21l4.3-1.3A9 9 0 1 0 12 3M8.5 13q3.5 4 7 0'

/** Makes the round button as the tag's `data-` options want it; the caller puts its host on the page. */
export function createLauncher({ lang, position, color, text, offset, z }: Options): Launcher {
  const html = document.documentElement
  if (color && !CSS.supports('color', color)) console.warn('Sapa: data-color is no CSS colour')

  const root = document.createElement('sapa-chat').attachShadow({ mode: 'open' })
  const frame = document.createElement('div')
  const button = document.createElement('button')
  const draw = (name: string) => document.createElementNS('http://www.w3.org/2000/svg', name)
  const svg = draw('svg')
  const path = draw('path')
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]
  // A policy of the page forbids style attributes in its HTML, not this.
  const set = (name: string, value = '') =>
    (root.host as HTMLElement).style.setProperty(name, value)
  const [x, y] = offset?.split(',') ?? []
  set('--sapa-accent', color)
  set('--z', z)
  set('--x', x && `${x}px`)
  set('--y', y && `${y}px`)
  frame.lang = lang || html.lang || navigator.language
  frame.dir = getComputedStyle(html).direction
  // Without a wish it is at the inline end, which is the left of a right-to-left page.
  frame.className = position === (frame.dir === 'rtl' ? 'right' : 'left') ? 'sapa start' : 'sapa'
  // One word in English and Indonesian alike; the panel adds what is unread.
  button.ariaLabel = text || 'Chat'
  button.ariaHasPopup = 'dialog'
  button.ariaExpanded = 'false'
  svg.setAttribute('viewBox', '0 0 24 24')
  path.setAttribute('d', chat)
  svg.append(path)
  button.append(svg, text || '')
  frame.append(button)
  root.append(frame)

  return { root, button }
}

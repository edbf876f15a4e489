import css from './launcher.css?inline'

type Options = import('../ui/embed.ts').Options

export interface Launcher {
  root: ShadowRoot
  /** Its parent carries side and colours; the panel goes in there too. */
  button: HTMLElement
}

/** Makes the round button as the tag's `data-` options want it; the caller puts its host on the page. */
export function createLauncher(options: Options): Launcher {
  const host = document.createElement('sapa-chat')
  const root = host.attachShadow({ mode: 'open' })
  const frame = document.createElement('div')
  const button = document.createElement('button')
  const sheet = new CSSStyleSheet()
  const { position, text } = options
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]
  // Each is the custom property that a page could set as well; a policy forbids style attributes in its HTML, not this.
  for (const name in options) host.style.setProperty(`--sapa-${name}`, options[name] as string)
  frame.className = `sapa ${position}`
  // One word in English and Indonesian alike; the panel adds what is unread.
  button.ariaLabel = text || 'Chat'
  if (text) button.append(`\u00a0${text}`)
  frame.append(button)
  root.append(frame)

  return { root, button }
}

import { render } from 'preact'
import type { VisitorClient } from '../../client/view.ts'
import { readable } from './accent.ts'
import css from './panel.css?inline'
import { Panel as View } from './panel.tsx'
import type { Room } from './room.ts'
import { followViewport } from './viewport.ts'
import { speak } from './words/speak.ts'

export interface PanelOptions {
  /** Element of the shadow root that the panel is put into. */
  frame: HTMLElement
  /** Gets the focus back when the panel closes. */
  button: HTMLElement
  /** BCP 47 tag of the words. */
  language: string
  /** The shop's `#rrggbb`, or undefined for Sapa's own green. */
  color: string | undefined
  close(): void
}

/** The panel on its page. */
export interface Panel {
  /** Shows or hides it; with `focus` the visitor asked for it. */
  show(open: boolean, focus?: boolean): void
}

// The surfaces that the shop's colour is written on: `--sunken` of either scheme in panel.css.
const sunken = { light: '#f4f2ee', dark: '#262523' }

/** Puts the panel, hidden, beside the launcher and keeps it equal to the client's view. */
export async function mount(
  root: ShadowRoot,
  client: VisitorClient,
  options: PanelOptions,
): Promise<Panel> {
  const { frame, button, language, color } = options
  const { tag, words } = await speak(language)
  const place = document.createElement('div')
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css + (color ? tint(color) : ''))
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  frame.append(place)
  // Keys written here must not reach the page: there they would be its shortcuts.
  for (const type of ['keydown', 'keypress', 'keyup'])
    place.addEventListener(type, event => event.stopPropagation())
  followViewport(sheet)

  const country = navigator.language.startsWith(tag) ? navigator.language : tag
  const time = new Intl.DateTimeFormat(country, { hour: 'numeric', minute: '2-digit' })
  const room: Room = { client, words, time }
  let open = false
  let asked = 0

  function draw(): void {
    render(
      <View view={client.view} room={room} open={open} asked={asked} close={options.close} />,
      place,
    )
  }
  client.subscribe(draw)
  draw()
  return {
    show(on, focus = false) {
      open = on
      if (!on && place.contains(root.activeElement)) button.focus()
      if (focus) asked++
      draw()
    },
  }
}

function tint(color: string): string {
  return `.sapa{--accent-ink:${readable(color, sunken.light)}}@media(prefers-color-scheme:dark){.sapa{--accent-ink:${readable(color, sunken.dark)}}}`
}

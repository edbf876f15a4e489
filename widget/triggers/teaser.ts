import type { Life } from '../api/life.ts'
import css from './teaser.css?inline'

/** What closes it, by language; English where there is none. */
const dismiss: Record<string, string> = { en: 'Dismiss', id: 'Tutup', ar: 'إغلاق' }

/** Ends the one that was shown last. */
let endLast = () => {}

/** Shows a trigger's words beside the launcher until they are dismissed, the chat is opened or others come. */
export function showTeaser({ embed, host }: Life, text: string): void {
  const { root, life, options } = embed
  const frame = root.firstElementChild as HTMLElement
  const box = document.createElement('div')
  const words = document.createElement('button')
  const close = document.createElement('button')
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  const end = () => {
    box.remove()
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter(other => other !== sheet)
    host.removeEventListener('open', end)
  }
  endLast()
  endLast = end
  box.className = 'teaser'
  box.style.colorScheme = options.theme ?? ''
  box.setAttribute('role', 'status')
  words.textContent = text
  close.textContent = '×'
  const tag = frame.lang || options.lang || document.documentElement.lang || navigator.language
  close.ariaLabel = dismiss[tag.slice(0, 2)] ?? dismiss.en ?? ''
  words.onclick = () => embed.panel().then(panel => panel.open(), console.error)
  close.onclick = () => {
    end()
    embed.button.focus()
  }
  host.addEventListener('open', end, { signal: life.signal })
  // An empty region comes first, or a screen reader does not say what it holds.
  frame.append(box)
  setTimeout(() => box.append(words, close))
}

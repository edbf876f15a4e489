import type { Desk } from './desk.ts'

export type Action =
  | 'next'
  | 'before'
  | 'take'
  | 'call'
  | 'resolve'
  | 'chat-next'
  | 'chat-before'
  | 'help'
  | 'back'
  | 'leave-field'

/** What a key means here. In a field every key but Escape belongs to the text; arrows belong to what scrolls. */
export function actionOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing' | 'code'>,
  focus: 'field' | 'scroller' | 'elsewhere',
): Action | null {
  const { key, code, ctrlKey, metaKey, altKey, isComposing } = event
  // By its place, since Alt writes another letter on some keyboards: it works while writing too.
  if (altKey && !ctrlKey && !metaKey && code === 'KeyO') return 'call'
  if (ctrlKey || metaKey || altKey || isComposing) return null
  if (focus === 'field') return key === 'Escape' ? 'leave-field' : null
  switch (key) {
    case 'j':
      return 'next'
    case 'k':
      return 'before'
    case 'ArrowDown':
      return focus === 'scroller' ? null : 'next'
    case 'ArrowUp':
      return focus === 'scroller' ? null : 'before'
    case 't':
      return 'take'
    case 'o':
      return 'call'
    case 'e':
      return 'resolve'
    case ']':
      return 'chat-next'
    case '[':
      return 'chat-before'
    case '?':
      return 'help'
    case 'Escape':
      return 'back'
    default:
      return null
  }
}

/** Listens for the console's keys; returns the off function. */
export function listenKeys(env: {
  window: Window
  desk: Desk
  /** Opens what asks for this agent most urgently. */
  call(): void
  help(): void
  back(): void
}): () => void {
  const { desk } = env
  const { document } = env.window

  const run: Record<Action, (at: Element | null) => void> = {
    next: () => move(1),
    before: () => move(-1),
    take: at => onChat(at, desk.take),
    call: () => env.call(),
    resolve: at => onChat(at, desk.resolve),
    'chat-next': () => desk.step(1),
    'chat-before': () => desk.step(-1),
    help: () => env.help(),
    back: () => env.back(),
    'leave-field': leaveField,
  }

  const onKey = (event: KeyboardEvent): void => {
    const at = document.activeElement
    // An open dialog has its own keys.
    if (event.defaultPrevented || at?.closest('dialog')) return
    const action = actionOf(event, focusOf(at))
    if (!action) return
    // Without a list the arrows scroll the page.
    if ((action === 'next' || action === 'before') && !document.querySelector('[data-row]')) return
    event.preventDefault()
    run[action](at)
  }

  function onChat(at: Element | null, act: (c: string) => Promise<void>): void {
    const chat = desk.current.peek() ?? rowOf(at)
    if (chat) void act(chat)
  }

  function leaveField(at: Element | null): void {
    const open = document.querySelector<HTMLElement>('[data-row][aria-current]')
    // On a phone the list is not on screen and cannot take the focus.
    if (open?.checkVisibility()) open.focus()
    else if (at instanceof HTMLElement) at.blur()
  }

  function move(by: 1 | -1): void {
    const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')]
    const at = rows.indexOf(document.activeElement as HTMLElement)
    const from = at >= 0 ? at : rows.findIndex(row => row.hasAttribute('aria-current'))
    const to = from < 0 ? 0 : Math.min(Math.max(from + by, 0), rows.length - 1)
    rows[to]?.focus()
  }

  env.window.addEventListener('keydown', onKey)
  return () => env.window.removeEventListener('keydown', onKey)
}

function focusOf(at: Element | null): 'field' | 'scroller' | 'elsewhere' {
  if (at?.closest('input, textarea, select, [contenteditable]')) return 'field'
  return at?.closest('[data-scrolls]') ? 'scroller' : 'elsewhere'
}

function rowOf(at: Element | null): string | null {
  return at?.closest('[data-row]')?.getAttribute('data-row') ?? null
}

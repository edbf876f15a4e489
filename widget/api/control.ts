import { limits } from '../../protocol/limits.ts'
import { isRecord, wrong } from '../ui/checks.ts'
import type { Life, Verbs } from './life.ts'

/** Panel, launcher and messages. */
export function createControl(life: Life): Verbs {
  const { embed, host } = life
  const frame = embed.root.firstElementChild as HTMLElement
  /** What the page wants while no chat is open. */
  let hides = false

  async function open(): Promise<void> {
    frame.hidden = false
    const panel = await embed.panel()
    panel.open()
    if (hides) host.addEventListener('close', settle, { once: true })
  }
  function settle(): void {
    frame.hidden = hides
  }
  async function close(): Promise<void> {
    // Nothing is fetched to close what was never opened.
    if (life.isOpen()) (await embed.panel()).close()
  }
  return {
    open,
    close,
    toggle: () => (life.isOpen() ? close() : open()),
    async show() {
      hides = false
      settle()
    },
    async hide() {
      hides = true
      await close()
      settle()
    },
    async compose(text) {
      if (typeof text !== 'string') throw wrong('compose', 'text', 'a string', text)
      ;(await embed.panel()).compose(text)
    },
    async send(text) {
      if (typeof text !== 'string' || !text.trim() || text.length > limits.textChars)
        throw wrong('send', 'text', `a string of 1-${limits.textChars} characters`, text)
      const { view } = await embed.client()
      if (!view.consent) throw new Error("sapa('send'): expected the visitor's consent before")
      const client = await life.connected()
      life.tell('send')
      const sent = client.send(text)
      return () => sent
    },
  }
}

/** Options of a `start`, as the loader takes them. */
export function startOptions(value: unknown): Record<string, string> | undefined {
  if (value === undefined) return
  if (!isRecord(value)) throw wrong('start', 'options', '{ [option]: string }', value)
  for (const [key, option] of Object.entries(value))
    if (typeof option !== 'string') throw wrong('start', key, 'a string', option)
  return value as Record<string, string>
}

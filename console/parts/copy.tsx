import type { VNode } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'
import { useRoom } from '../room.ts'

/** Text to take elsewhere, with a button that copies it; where copying is denied it is selected instead. */
export function Copy({ label, text }: { label: string; text: string }): VNode {
  const { words: w } = useRoom()
  const id = useId()
  const [copied, setCopied] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)

  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      // Plain http or a refusal: leave it selected, so that one key finishes the job.
      area.current?.select()
    }
  }

  return (
    <div class="copy">
      <label for={id}>{label}</label>
      <div class="copy-row">
        <textarea id={id} ref={area} readOnly rows={2} value={text} spellcheck={false} dir="ltr" />
        <button type="button" class="quiet" onClick={copy}>
          {copied ? w.settings.copied : w.settings.copy}
        </button>
      </div>
    </div>
  )
}

import type { ComponentChildren, VNode } from 'preact'
import { useId } from 'preact/hooks'

/** What a control must carry to belong to its label and its hint. */
export interface Control {
  id: string
  'aria-describedby'?: string
}

/** A label over a control, with a hint said before anything goes wrong. */
export function Field(props: {
  label: string
  hint?: string
  children: (control: Control) => ComponentChildren
}): VNode {
  const id = useId()
  const hint = props.hint ? `${id}-hint` : null
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {props.children({ id, ...(hint ? { 'aria-describedby': hint } : {}) })}
      {hint && (
        <p class="hint" id={hint}>
          {props.hint}
        </p>
      )}
    </div>
  )
}

/** A sentence about what went wrong, read out at once. */
export function Trouble({ text }: { text: string | null }): VNode {
  return (
    <div role="alert" class="trouble-place">
      {text && <p class="trouble">{text}</p>}
    </div>
  )
}

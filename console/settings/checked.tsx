import type { ComponentChildren, VNode } from 'preact'
import { useId } from 'preact/hooks'

/** What a control must carry to belong to its label, its hint and its error. */
export interface Judged {
  id: string
  'aria-describedby'?: string
  'aria-invalid'?: true
}

/** A label over a control, with what is wrong with it said beneath, as soon as it is known. */
export function Checked(props: {
  label: string
  hint?: string
  wrong: string | null
  children: (control: Judged) => ComponentChildren
}): VNode {
  const id = useId()
  const { label, hint, wrong } = props
  const told = [hint && `${id}-hint`, wrong !== null && `${id}-wrong`].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {props.children({
        id,
        ...(told ? { 'aria-describedby': told } : {}),
        ...(wrong === null ? {} : { 'aria-invalid': true as const }),
      })}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <p class="wrong" id={`${id}-wrong`} aria-live="polite">
        {wrong}
      </p>
    </div>
  )
}

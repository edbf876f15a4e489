import type { ComponentChildren, VNode } from 'preact'

/** A part of the settings that is opened when it is wanted; `state` says beside its title how it is set. */
export function Fold(props: {
  title: string
  state?: string
  open?: boolean
  children: ComponentChildren
}): VNode {
  return (
    <details class="fold" open={props.open}>
      <summary>
        {props.title}
        {props.state && <span class="fold-state"> · {props.state}</span>}
      </summary>
      {props.children}
    </details>
  )
}

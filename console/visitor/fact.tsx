import type { ComponentChildren, VNode } from 'preact'

/** One thing known of a visitor, under its name. */
export function Fact({ name, children }: { name: string; children: ComponentChildren }): VNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

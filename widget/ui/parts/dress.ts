import type { Room } from '../room.ts'
import css from '../style/box.css?inline'

const dressed = new WeakSet<Node>()

/** Adds what boxes, fields and buttons of the parts have in common, once for a panel. */
export function dress({ root, style }: Room): void {
  if (dressed.has(root)) return
  dressed.add(root)
  style(css)
}

/** Where the visitor goes on writing; not on a touch screen, where the keyboard would hide what is new. */
export function toComposer({ root }: Room): void {
  if (!matchMedia('(pointer: coarse)').matches)
    root.querySelector<HTMLElement>('.field textarea')?.focus({ preventScroll: true })
}

import type { ComponentChildren, VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Icon } from '../parts/icon.tsx'
import { useRoom } from '../room.ts'

/**
 * A list of parts that can be added and removed; the focus goes where the next word is written. Rows are told apart by
 * their place: they have no name while they are written, and keep nothing of their own.
 */
export function Rows<T>(props: {
  legend: string
  items: readonly T[]
  /** How many it may have. */
  most: number
  add: string
  make(): T
  change(items: T[]): void
  nameOf(i: number): string
  children(item: T, i: number, set: (part: Partial<T>) => void): ComponentChildren
}): VNode {
  const { words: w } = useRoom()
  const { items, change, nameOf } = props
  const box = useRef<HTMLFieldSetElement>(null)
  const went = useRef<'added' | 'removed' | null>(null)
  useEffect(() => {
    const to = went.current === 'added' ? '.part:last-child input' : '.add-part'
    if (went.current) box.current?.querySelector<HTMLElement>(to)?.focus()
    went.current = null
  })
  return (
    <fieldset class="rows" ref={box}>
      <legend>{props.legend}</legend>
      <ol>
        {items.map((item, i) => (
          <li class="part" key={i}>
            {props.children(item, i, part => change(items.with(i, { ...item, ...part })))}
            <button
              type="button"
              class="icon-button"
              aria-label={w.cards.removeOf(nameOf(i))}
              onClick={() => {
                went.current = 'removed'
                change(items.filter((_, at) => at !== i))
              }}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ol>
      {items.length < props.most ? (
        <button
          type="button"
          class="link add-part"
          onClick={() => {
            went.current = 'added'
            change([...items, props.make()])
          }}
        >
          {props.add}
        </button>
      ) : (
        <p class="hint add-part" tabIndex={-1}>
          {w.cards.flaw.many(props.most)}
        </p>
      )}
    </fieldset>
  )
}

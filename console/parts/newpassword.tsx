import type { VNode } from 'preact'
import { useHall } from '../room.ts'
import { Field } from './field.tsx'

const SHORTEST = 10

/** A field for a password that is being chosen; its rule is said before it can be broken. */
export function NewPassword({ label, name }: { label: string; name: string }): VNode {
  const { words: w } = useHall()
  return (
    <Field label={label} hint={w.invite.rule}>
      {control => (
        <input
          {...control}
          type="password"
          name={name}
          autocomplete="new-password"
          required
          minLength={SHORTEST}
          maxLength={200}
        />
      )}
    </Field>
  )
}

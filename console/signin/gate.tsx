import type { ComponentChildren, VNode } from 'preact'
import { useHall } from '../room.ts'
import { type Language, languages } from '../words/tongue.ts'

/** The quiet page around everything before the desk. */
export function Gate(props: { title: string; lead?: string; children: ComponentChildren }): VNode {
  const { tongue, language } = useHall()
  return (
    <main class="gate">
      <section class="gate-card">
        <p class="brand">Sapa</p>
        <h1>{props.title}</h1>
        {props.lead && <p class="muted">{props.lead}</p>}
        {props.children}
      </section>
      <p class="gate-languages">
        {(Object.keys(languages) as Language[]).map(tag => (
          <button
            key={tag}
            type="button"
            class="link"
            lang={tag}
            aria-pressed={tag === language}
            onClick={() => tongue.speak(tag)}
          >
            {languages[tag]}
          </button>
        ))}
      </p>
    </main>
  )
}

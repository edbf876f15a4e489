import { type ReadonlySignal, signal } from '@preact/signals'

/** Whether somebody looks at this page: it is visible and has the focus. */
export interface Attention {
  here: ReadonlySignal<boolean>
  /** False as soon as the page is hidden, even by another tab. */
  visible(): boolean
}

/** Follows the window's focus and the document's visibility. */
export function createAttention(env: Window): Attention {
  const looked = (): boolean =>
    env.document.visibilityState === 'visible' && env.document.hasFocus()
  const here = signal(looked())
  const update = (): void => {
    here.value = looked()
  }
  env.addEventListener('focus', update)
  env.addEventListener('blur', update)
  env.document.addEventListener('visibilitychange', update)
  return { here, visible: () => env.document.visibilityState === 'visible' }
}

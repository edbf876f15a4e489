import { type ReadonlySignal, signal } from '@preact/signals'

/** Notifications outside the page, as far as the browser and its owner allow. */
export interface Desktop {
  permission: ReadonlySignal<NotificationPermission | 'none'>
  ask(): Promise<void>
  /** Shows one line per `tag`; `clicked` is called when a person answers it. */
  show(notice: { tag: string; title: string; body: string }, clicked: () => void): void
}

/** Wraps the Notification API, which some browsers lack or only have for service workers. */
export function createDesktop(env: Window & typeof globalThis): Desktop {
  const Native = 'Notification' in env ? env.Notification : null
  const permission = signal<NotificationPermission | 'none'>(Native ? Native.permission : 'none')

  return {
    permission,
    async ask() {
      if (Native) permission.value = await Native.requestPermission()
    },
    show({ tag, title, body }, clicked) {
      if (!Native || permission.peek() !== 'granted') return
      try {
        const shown = new Native(title, { body, tag })
        shown.onclick = () => {
          env.focus()
          clicked()
          shown.close()
        }
      } catch (error) {
        // Android's Chrome has the constructor but refuses it: the sound has to do there.
        if (!(error instanceof TypeError)) throw error
        permission.value = 'none'
      }
    },
  }
}

import { computed, effect, type ReadonlySignal, signal } from '@preact/signals'
import type { FirstResponseReport } from '../../protocol/report.ts'
import type { Api } from '../api.ts'
import type { Desk } from '../desk.ts'
import { midnight } from '../words/format.ts'

const AT_MOST_EVERY_MS = 1000

/** Today's first responses, asked for again when something happened, at most once a second. */
export interface Figures {
  report: ReadonlySignal<FirstResponseReport | null>
  failed: ReadonlySignal<boolean>
  choose(site: string | null): void
  end(): void
}

export function createFigures(env: { api: Api; desk: Desk }): Figures {
  const { api, desk } = env
  const report = signal<FirstResponseReport | null>(null)
  const failed = signal(false)
  const site = signal<string | null>(null)
  let timer: ReturnType<typeof setTimeout> | null = null
  let again = false
  let ended = false

  const ask = async (): Promise<void> => {
    const asked = site.peek()
    const now = desk.client.now()
    const question = new URLSearchParams({
      from: String(midnight(now)),
      to: String(Math.floor(now) + 60_000),
    })
    if (asked !== null) question.set('site', asked)
    const answer = await api.firstResponse(question)
    if (ended || asked !== site.peek()) return
    failed.value = !answer.ok
    if (answer.ok) report.value = answer.value
  }

  const refresh = (): void => {
    if (timer !== null) {
      again = true
      return
    }
    void ask()
    timer = setTimeout(() => {
      timer = null
      if (!again) return
      again = false
      refresh()
    }, AT_MOST_EVERY_MS)
  }

  // Typing and presence replace the view too: only the logs' heads change the numbers.
  const heads = computed(() =>
    [...desk.view.value.rows.values()].map(({ c, head }) => `${c} ${head}`).join(),
  )
  const online = computed(() => desk.view.value.link.state === 'online')
  const off = effect(() => {
    if (heads.value !== null && online.value) refresh()
  })

  return {
    report,
    failed,
    choose(next) {
      site.value = next
      refresh()
    },
    end() {
      ended = true
      off()
      if (timer !== null) clearTimeout(timer)
    },
  }
}

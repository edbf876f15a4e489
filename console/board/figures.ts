import { computed, effect, type ReadonlySignal, signal } from '@preact/signals'
import type { Episode } from '../../protocol/episode.ts'
import type { FirstResponseBrief } from '../../protocol/report.ts'
import type { Api } from '../api.ts'
import type { Desk } from '../desk.ts'
import { midnight } from '../words/format.ts'

const AT_MOST_EVERY_MS = 1000
/** How many ledgers past their target are listed, and how many others: at first, and when somebody wants more. */
const FEW = 10
const MOST = 200

/** Today's first responses, asked for again when something happened, at most once a second. */
export interface Figures {
  report: ReadonlySignal<FirstResponseBrief | null>
  failed: ReadonlySignal<boolean>
  /** Whether more ledgers can be had than are listed. */
  canShowMore: ReadonlySignal<boolean>
  choose(site: string | null): void
  showMore(): void
  end(): void
}

export function createFigures(env: { api: Api; desk: Desk }): Figures {
  const { api, desk } = env
  const report = signal<FirstResponseBrief | null>(null)
  const failed = signal(false)
  const site = signal<string | null>(null)
  const most = signal(FEW)
  let timer: ReturnType<typeof setTimeout> | null = null
  let again = false
  let ended = false

  const ask = async (): Promise<void> => {
    const asked = site.peek()
    const now = desk.client.now()
    const question = new URLSearchParams({
      from: String(midnight(now)),
      to: String(Math.floor(now) + 60_000),
      ledgers: String(most.peek()),
    })
    if (asked !== null) question.set('site', asked)
    const answer = await api.brief(question)
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

  // Typing and presence replace the view too, and most messages come after the first answer: none of them changes a number here.
  const rows = computed(() => desk.view.value.rows)
  const clocks = computed(() =>
    [...rows.value.values()].map(({ c, state }) => `${c} ${clockOf(state.episode)}`).join(),
  )
  const online = computed(() => desk.view.value.link.state === 'online')
  const off = effect(() => {
    if (clocks.value !== null && online.value) refresh()
  })

  return {
    report,
    failed,
    canShowMore: computed(() => {
      const { episodes, ledgers } = report.value ?? { episodes: 0, ledgers: [] }
      return most.value < MOST && ledgers.length < episodes
    }),
    showMore() {
      most.value = MOST
      refresh()
    },
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

/** All that a ledger says of an episode up to its first answer and its end. */
function clockOf(episode: Episode | null): string {
  return JSON.stringify(episode && { ...episode, waits: null, substantiveAt: null })
}

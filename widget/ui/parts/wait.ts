import type { VisitorView } from '../../../client/view.ts'

/** Whether a conversation waits longer than the shop promises, before the target has even passed. */
export function isBusy({ state, queue, online, site, visitor }: VisitorView): boolean {
  return (
    state.status === 'waiting' &&
    !!state.episode &&
    state.episode.step !== 'breach' &&
    !state.episode.choice &&
    !visitor?.email &&
    !!site?.widget.away &&
    (online === 0 || (queue?.etaMs ?? 0) > site.targetMs)
  )
}

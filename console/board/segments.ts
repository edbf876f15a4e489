import type { AgentRef } from '../../protocol/events.ts'
import type { Ledger } from '../../protocol/report.ts'

/** What an episode was waiting for: an agent, the agent's console, the agent's eyes, the first key, the reply. */
export const phases = ['queued', 'offered', 'shown', 'opened', 'typing'] as const
export type Phase = (typeof phases)[number]

/** A stretch of an episode that belongs to one phase of one holder. */
export interface Segment {
  phase: Phase
  agent: AgentRef | null
  /** Place of the holder in the ledger; null while nobody held it. */
  holder: number | null
  /** Milliseconds after the start. */
  from: number
  ms: number
}

/** An episode's milliseconds from its start to `end` (epoch ms), cut without gap or overlap. */
export function segments(ledger: Ledger, end: number): Segment[] {
  const cut: Segment[] = []
  let at = ledger.startedAt
  const upTo = (time: number, phase: Phase, holder: number | null): void => {
    const next = Math.min(Math.max(time, at), Math.max(end, at))
    const agent = holder === null ? null : (ledger.holders[holder]?.agent ?? null)
    if (next > at) cut.push({ phase, agent, holder, from: at - ledger.startedAt, ms: next - at })
    at = next
  }
  for (const [i, held] of ledger.holders.entries()) {
    upTo(held.assignedAt, 'queued', null)
    const ended = held.endedAt ?? end
    // Logs from before the confirmation was kept have none: what came after it proves it.
    const typed = Math.min(held.typedAt ?? ended, ended)
    const opened = Math.min(held.openedAt ?? typed, typed)
    const acked = Math.min(held.ackedAt ?? opened, opened)
    upTo(acked, 'offered', i)
    upTo(opened, 'shown', i)
    upTo(typed, 'opened', i)
    upTo(ended, 'typing', i)
  }
  upTo(end, 'queued', null)
  return cut
}

/** The milliseconds of each phase over these stretches. */
export function byPhase(cut: readonly Segment[]): Record<Phase, number> {
  const sum = { queued: 0, offered: 0, shown: 0, opened: 0, typing: 0 }
  for (const { phase, ms } of cut) sum[phase] += ms
  return sum
}

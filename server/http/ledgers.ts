import type { Ledger, Phases } from '../../protocol/report.ts'
import { type Cell, csvHead, csvLines } from './csv.ts'

const columns: Record<string, (ledger: Ledger) => Cell> = {
  conversation: ledger => ledger.conversation,
  episode: ledger => ledger.n,
  site: ledger => ledger.site,
  department: ledger => ledger.department,
  visitor: ledger => ledger.visitor,
  started_at: ledger => iso(ledger.startedAt),
  resolved_at: ledger => iso(ledger.resolvedAt),
  status: ledger => ledger.status,
  first_response_ms: ledger => ledger.firstResponseMs,
  substantive_ms: ledger => ledger.substantiveMs,
  waited_ms: ledger => ledger.waitedMs,
  target_ms: ledger => ledger.targetMs,
  breached_at: ledger => iso(ledger.breachedAt),
  answered_by: ledger => ledger.answeredBy?.name ?? null,
  answered_by_id: ledger => ledger.answeredBy?.id ?? null,
  ...phases(),
  holders: ledger => ledger.holders.map(held).join('; '),
}

/** The first line of a file of ledgers. */
export const ledgersHead: string = csvHead(Object.keys(columns))

/** One line an episode, in the order given: what became of it, where the time went, who held it for how long. */
export function ledgerLines(ledgers: readonly Ledger[]): string {
  const cells = Object.values(columns)
  return csvLines(ledgers.map(ledger => cells.map(cell => cell(ledger))))
}

function phases(): Record<string, (ledger: Ledger) => Cell> {
  const names: Record<keyof Phases, string> = {
    queuedMs: 'queued_ms',
    offeredMs: 'offered_ms',
    shownMs: 'shown_ms',
    openedMs: 'opened_ms',
    typingMs: 'typing_ms',
  }
  return Object.fromEntries(
    (Object.keys(names) as (keyof Phases)[]).map(key => [
      names[key],
      (ledger: Ledger) => ledger.phases[key],
    ]),
  )
}

/** “Ani (a1) no-ack 3000 ms”. */
function held({ agent, outcome, heldMs }: Ledger['holders'][number]): string {
  return `${agent.name} (${agent.id}) ${outcome} ${heldMs} ms`
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}

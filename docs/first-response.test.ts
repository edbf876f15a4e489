import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { noWish } from '../protocol/conversation.ts'
import { startEpisode } from '../protocol/episode.ts'
import type { Range } from '../protocol/hours.ts'
import { defaultLadder, type Step, stepMs, steps, timesAt } from '../protocol/ladder.ts'
import { histogram } from '../server/core/histogram.ts'
import { openMs } from '../server/core/hours.ts'
import { ledger } from '../server/core/ledger.ts'
import type { Span } from '../server/core/spans.ts'
import { FIRST_RESPONSE_DEFINITION } from '../server/core/statistics.ts'
import { isSubstantive } from '../server/core/substantive.ts'
import { observed, summary } from '../server/core/summary.ts'
import { answeredOnly, survival, timesOf } from '../server/core/survival.ts'

const text = readFileSync(new URL('./first-response.md', import.meta.url), 'utf8')
const tables = tablesOf(text)

const percent = (share: number | null) => (share === null ? '–' : `${(share * 100).toFixed(1)} %`)
const seconds = (ms: number | null) => (ms === null ? 'endless' : `${ms / 1000} s`)

const ten: Span[] = rowsUnder('episode').map(([, waited = '', status = '']) => ({
  site: 's',
  department: null,
  askedAt: 0,
  status: asStatus(status),
  ms: Number.parseFloat(waited) * 1000,
  targetMs: 60_000,
  by: null,
}))

test('the document quotes the definition that is printed beside the numbers', () => {
  expect(text).toContain(`> ${FIRST_RESPONSE_DEFINITION}\n`)
})

test('[R10] the replies are judged as the document says', () => {
  const context = { names: ['Sari'], shop: 'Rumah Mode' }
  const rows = rowsUnder('reply of Sari at Rumah Mode')
  expect(rows.map(([reply = '']) => [reply, isSubstantive(reply, context) ? 'yes' : 'no'])).toEqual(
    rows,
  )
})

test('[R14] the shops are open for as long as the document says', () => {
  const rows = rowsUnder('zone')
  const open = rows.map(([timezone = '', ranges = '', from = '', to = '']) => {
    const week = Array.from({ length: 7 }, () => [asRange(ranges)])
    const ms = openMs({ timezone, week, holidays: [] }, Date.parse(from), Date.parse(to))
    const shown = ms < 3_600_000 ? seconds(ms) : `${ms / 3_600_000} h`
    return [timezone, ranges, from, to, shown]
  })
  expect(open).toEqual(rows)
})

test('[R11] the numbers of the ten episodes are those of the document', () => {
  const n = summary(ten)
  expect(rowsUnder('number')).toEqual([
    ['episodes', `${n.count}`],
    ['answered', `${n.answered}`],
    ['waiting', `${n.waiting}`],
    ['abandoned', `${n.abandoned}`],
    ['within target', `${n.within}`],
    ['share within target', percent(n.share)],
    ['share within 15 s', percent(n.share15)],
    ['share within 30 s', percent(n.share30)],
    ['share within 60 s', percent(n.share60)],
    ['p50', seconds(n.p50Ms)],
    ['p90', seconds(n.p90Ms)],
    ['p95', seconds(n.p95Ms)],
    ['p99', seconds(n.p99Ms)],
    ['median by Kaplan–Meier', seconds(n.medianMs)],
  ])
})

test('[R11] the histogram of the ten episodes is that of the document', () => {
  const { binMs, bins, over, waiting, abandoned } = histogram(ten)
  const filled = bins.flatMap((count, i) =>
    count > 0 ? [[`${(i * binMs) / 1000}–${((i + 1) * binMs) / 1000} s`, `${count}`]] : [],
  )
  const apart = [
    ['over 120 s', `${over}`],
    ['waiting', `${waiting}`],
    ['abandoned', `${abandoned}`],
  ]
  expect(rowsUnder('bin')).toEqual([...filled, ...apart])
})

test('[R11] the two curves of the ten episodes are those of the document', () => {
  const plain = answeredOnly(timesOf(observed(ten)))
  const curve = survival(timesOf(observed(ten))).map(({ ms, atRisk, answered, low, high }, i) => [
    seconds(ms),
    `${atRisk}`,
    percent(plain[i]?.answered ?? null),
    percent(answered),
    low === null ? '–' : `${(low * 100).toFixed(1)}–${percent(high)}`,
  ])
  expect(rowsUnder('t')).toEqual(curve)
})

test('[R11] the published figures of the 6-MP trial are what the code gives', () => {
  const answered = [6, 6, 6, 7, 10, 13, 16, 22, 23].map(ms => ({ ms, answered: true }))
  const lost = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(ms => ({ ms, answered: false }))
  const curve = survival(timesOf([...answered, ...lost]))
  expect(rowsUnder('week')).toEqual(
    curve.map(p => [
      `${p.ms}`,
      `${p.atRisk}`,
      (1 - p.answered).toFixed(3),
      (p.error ?? Number.NaN).toFixed(3),
    ]),
  )
})

test('[R3] the ladder of the document is the one that sites begin with', () => {
  const { ackMs } = defaultLadder
  const at = (step: Step) => seconds(stepMs(timesAt(undefined), step))
  expect(rowsUnder('step').map(([step, after]) => [step, after])).toEqual([
    ['offer', '0 s'],
    ['confirmation', seconds(ackMs)],
    ...steps.map(step => [step.replace('all-hands', 'all hands'), at(step)]),
  ])
  expect(text).toContain(`closed console has ${seconds(defaultLadder.graceMs)} to come back`)
})

test('[R10] the phases of the document are those of the ledger', () => {
  const episode = startEpisode(
    { episode: null, wish: noWish },
    { seq: 2, at: 0, event: { type: 'private' } },
  )
  const row = { c: 'c', site: 's', visitor: 'v', episode }
  const phases = Object.keys(ledger(row, 0, timesAt(undefined)).phases)
  expect(rowsUnder('phase').map(([phase]) => `${phase}Ms`)).toEqual(phases)
})

test('every table of the document is recomputed here', () => {
  const known = [
    'step',
    'phase',
    'reply of Sari at Rumah Mode',
    'zone',
    'episode',
    'number',
    'bin',
    't',
    'week',
  ]
  expect(tables.map(({ first }) => first)).toEqual(known)
})

function tablesOf(markdown: string): { first: string; rows: string[][] }[] {
  return [...markdown.matchAll(/^(\|.+\|)\n\|[ -|]+\|\n((?:\|.+\|\n)+)/gm)].map(
    ([, head = '', body = '']) => ({
      first: cells(head)[0] ?? '',
      rows: body.trim().split('\n').map(cells),
    }),
  )
}

function cells(row: string): string[] {
  return row
    .slice(1, -1)
    .split('|')
    .map(cell => cell.trim())
}

function rowsUnder(first: string): string[][] {
  const rows = tables.find(table => table.first === first)?.rows
  if (!rows) throw new Error(`docs/first-response.md has no table that begins with “${first}”`)
  return rows
}

function asStatus(word: string): Span['status'] {
  if (word === 'answered' || word === 'waiting' || word === 'abandoned') return word
  throw new Error(`docs/first-response.md: an episode is “${word}”`)
}

/** `22:00–02:00`; what ends before it begins ends on the next day. */
function asRange(shown: string): Range {
  const [from = 0, to = 0] = shown.split('–').map(time => {
    const [hour = 0, minute = 0] = time.split(':').map(Number)
    return hour * 60 + minute
  })
  return { from, to: to > from ? to : to + 1440 }
}

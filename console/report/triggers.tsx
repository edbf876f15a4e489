import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Lift, TriggersReport } from '../../protocol/report.ts'
import type { Answer } from '../api.ts'
import { useRoom } from '../room.ts'
import { percentText } from './figure.ts'

/** What triggers brought, for those who may know: a table of both groups, and their difference. */
export function Triggers({ question }: { question: string }): VNode | null {
  const { api, desk, words: w } = useRoom()
  const admin = (desk.view.value.me?.role ?? desk.me.role) === 'admin'
  const [asked, setAsked] = useState<Answer<TriggersReport> | null>(null)

  useEffect(() => {
    let gone = false
    if (admin)
      void api.triggers(new URLSearchParams(question)).then(answer => {
        if (!gone) setAsked(answer)
      })
    return () => {
      gone = true
    }
  }, [api, admin, question])

  if (!admin || asked === null) return null
  return (
    <section class="panel" aria-labelledby="report-triggers">
      <h2 id="report-triggers">{w.triggers.report.title}</h2>
      {!asked.ok && <p class="trouble">{w.triggers.report.failed}</p>}
      {asked.ok && asked.value.triggers.length === 0 && (
        <p class="muted">{w.triggers.report.none}</p>
      )}
      {asked.ok && asked.value.triggers.length > 0 && <Table of={asked.value} />}
    </section>
  )
}

function Table({ of }: { of: TriggersReport }): VNode {
  const { desk, words: w, locale } = useRoom()
  const words = w.triggers.report
  const { sites } = desk.view.value
  const number = new Intl.NumberFormat(locale)
  const counted = (n: number, of: number): string =>
    of === 0 ? number.format(n) : `${number.format(n)} · ${percentText(n / of, locale)}`
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section class="wide-table" tabIndex={0} aria-labelledby="report-triggers">
        <table class="figures">
          <thead>
            <tr>
              <th scope="col">{words.trigger}</th>
              <th scope="col">{words.group}</th>
              <th scope="col">{words.visitors}</th>
              <th scope="col">{words.conversations}</th>
              <th scope="col">{words.orders}</th>
              <th scope="col">{words.talkLift}</th>
              <th scope="col">{words.orderLift}</th>
            </tr>
          </thead>
          {of.triggers.map(line => (
            <tbody key={`${line.site} ${line.trigger}`}>
              {(['shown', 'held'] as const).map(group => {
                const { visitors, conversations, orders } = line[group]
                return (
                  <tr key={group}>
                    {group === 'shown' && (
                      <th scope="rowgroup" rowSpan={2}>
                        {line.trigger}
                        {sites.length > 1 && (
                          <span class="muted">
                            {' '}
                            {sites.find(({ id }) => id === line.site)?.name ?? line.site}
                          </span>
                        )}
                      </th>
                    )}
                    <th scope="row">{words[group]}</th>
                    <td class="digits">{number.format(visitors)}</td>
                    <td class="digits">{counted(conversations, visitors)}</td>
                    <td class="digits">{counted(orders, visitors)}</td>
                    {group === 'shown' && (
                      <>
                        <LiftCell lift={line.conversationLift} />
                        <LiftCell lift={line.orderLift} />
                      </>
                    )}
                  </tr>
                )
              })}
            </tbody>
          ))}
        </table>
      </section>
      <h3 class="defined">{words.defined}</h3>
      <p class="definition">{of.definition}</p>
    </>
  )
}

function LiftCell({ lift }: { lift: Lift | null }): VNode {
  const { words: w, locale } = useRoom()
  const points = (by: number): string =>
    new Intl.NumberFormat(locale, {
      maximumFractionDigits: 1,
      signDisplay: 'exceptZero',
    }).format(by * 100)
  return (
    <td rowSpan={2}>
      {lift === null ? (
        <span class="muted">{w.triggers.report.few}</span>
      ) : (
        w.triggers.report.lift(
          w.report.points(points(lift.difference)),
          points(lift.from),
          points(lift.to),
        )
      )}
    </td>
  )
}

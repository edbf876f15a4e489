import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Link } from '../client/view.ts'
import { BreachAlert } from './offer/alert.tsx'
import { Standing } from './ready/standing.tsx'
import { useRoom } from './room.ts'

const BACK_MS = 3000
const ERASED_MS = 8000

/** What stands between the agent and the next chat: a lost line, being away, a limit; and for leads what went wrong. */
export function Line(): VNode {
  const { desk, words: w } = useRoom()
  const { link, me, stored } = desk.view.value
  const back = useBack(link.state)
  const erased = useErased(desk.erased.value.size)
  return (
    <div class="lines">
      <div role="status">
        {link.state === 'waiting' && <Down retryAt={link.retryAt} />}
        {link.state === 'connecting' && !me && <p class="line">{w.line.connecting}</p>}
        {link.state === 'connecting' && me && (
          <p class="line down">
            {w.line.down} {w.line.connecting} {w.line.kept}
          </p>
        )}
        {link.state === 'stopped' && (
          <p class="line down">
            {w.line.stopped}{' '}
            <button type="button" class="link" onClick={() => location.reload()}>
              {w.line.reload}
            </button>
          </p>
        )}
        {back && <p class="line back">{w.line.back}</p>}
        {!stored && <p class="line">{w.line.notKept}</p>}
        {erased && <p class="line">{w.thread.erasedOne}</p>}
        <Standing />
      </div>
      <BreachAlert />
    </div>
  )
}

function Down({ retryAt }: { retryAt: number }): VNode {
  const { words: w } = useRoom()
  const [left, setLeft] = useState(0)
  useEffect(() => {
    const update = (): void => setLeft(Math.max(0, Math.ceil((retryAt - Date.now()) / 1000)))
    update()
    const timer = setInterval(update, 250)
    return () => clearInterval(timer)
  }, [retryAt])
  return (
    <p class="line down">
      {w.line.down} <span aria-hidden="true">{w.line.again(left)}</span> {w.line.kept}
    </p>
  )
}

/** True for a moment after a line that was lost is there again. */
function useBack(state: Link['state']): boolean {
  const [lost, setLost] = useState(false)
  const [back, setBack] = useState(false)
  useEffect(() => {
    if (state === 'waiting') setLost(true)
    if (state !== 'online' || !lost) return
    setLost(false)
    setBack(true)
  }, [state, lost])
  useEffect(() => {
    if (!back) return
    const timer = setTimeout(() => setBack(false), BACK_MS)
    return () => clearTimeout(timer)
  }, [back])
  return back && state === 'online'
}

/** True for a while after one more chat was erased. */
function useErased(count: number): boolean {
  const [known, setKnown] = useState(count)
  useEffect(() => {
    if (count === known) return
    const timer = setTimeout(() => setKnown(count), ERASED_MS)
    return () => clearTimeout(timer)
  }, [count, known])
  return count !== known
}

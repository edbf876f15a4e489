import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { createTicker } from './clock/ticker.ts'
import type { Desk } from './desk.ts'
import { Frame } from './frame.tsx'
import { startNotice } from './notice/notice.ts'
import { type Seat, SeatContext, useHall } from './room.ts'
import { Accept } from './signin/accept.tsx'
import { Gate } from './signin/gate.tsx'
import { SignIn } from './signin/signin.tsx'
import { createDrafts } from './thread/drafts.ts'

const TICK_MS = 250
const MINUTES_MS = 15_000

/** The whole console: the door or the desk, as the session says. */
export function App(): VNode | null {
  const { session, words: w } = useHall()
  const state = session.state.value
  switch (state.at) {
    case 'checking':
      return null
    case 'unreachable':
      return (
        <Gate title={w.line.unreachable} lead={w.trouble.network}>
          <button type="button" class="primary" onClick={() => void session.start(null)}>
            {w.line.retry}
          </button>
        </Gate>
      )
    case 'signed-out':
      return <SignIn ended={state.ended} />
    case 'invited':
      return <Accept token={state.token} />
    case 'signed-in':
      return <Seated key={state.me.id} desk={state.desk} />
  }
}

function Seated({ desk }: { desk: Desk }): VNode {
  const { kept, sound, desktop, attention, tongue } = useHall()
  const [seat] = useState<Seat>(() => {
    const now = (): number => desk.client.now()
    return {
      desk,
      drafts: createDrafts({ agent: desk.me.id, kept }),
      ticker: createTicker({ now, everyMs: TICK_MS }),
      minutes: createTicker({ now, everyMs: MINUTES_MS }),
    }
  })
  useEffect(() => {
    const setTitle = (title: string): void => {
      document.title = title
    }
    return startNotice({ desk, sound, desktop, attention, tongue, setTitle })
  }, [desk, sound, desktop, attention, tongue])
  useEffect(() => seat.minutes.watch(), [seat])
  return (
    <SeatContext value={seat}>
      <Frame />
    </SeatContext>
  )
}

import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Desk } from './desk.ts'
import { Frame } from './frame.tsx'
import { createHeard } from './notice/heard.ts'
import { startNotice } from './notice/notice.ts'
import { createVoice, spoken } from './notice/voice.ts'
import { SeatContext, useHall } from './room.ts'
import { createSeat } from './seat.ts'
import { Accept } from './signin/accept.tsx'
import { Gate } from './signin/gate.tsx'
import { SignIn } from './signin/signin.tsx'

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
  const [seat] = useState(() => createSeat({ desk, kept, sound, desktop, window }))
  useEffect(() => seat.end, [seat])
  useEffect(() => {
    const setTitle = (title: string): void => {
      document.title = title
    }
    const heard = createHeard({ kept, key: `sapa:rungs:${desk.me.id}` })
    const { locks } = navigator
    const voice = createVoice({ locks, name: `sapa:voice:${desk.me.id}`, gestures: window })
    const told = spoken(voice, { sound, desktop })
    const end = startNotice({ desk, ...told, attention, tongue, heard, setTitle })
    return () => {
      end()
      voice.end()
    }
  }, [desk, sound, desktop, attention, tongue, kept])
  useEffect(() => seat.minutes.watch(), [seat])
  return (
    <SeatContext value={seat}>
      <Frame />
    </SeatContext>
  )
}

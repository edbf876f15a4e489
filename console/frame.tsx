import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Board } from './board/board.tsx'
import { Header } from './header.tsx'
import { Inbox } from './inbox/inbox.tsx'
import { KeyHelp } from './keyhelp.tsx'
import { listenKeys } from './keys.ts'
import { Line } from './line.tsx'
import { Cards } from './offer/cards.tsx'
import { Sheet } from './ready/sheet.tsx'
import { Report } from './report/report.tsx'
import { useRoom } from './room.ts'
import { Settings } from './settings/settings.tsx'

/** Everything around the places of the console: header, line state, keys. */
export function Frame(): VNode {
  const { desk, route, calls, words: w } = useRoom()
  const help = useRef<HTMLDialogElement>(null)
  const place = route.place.value

  useEffect(
    () =>
      listenKeys({
        window,
        desk,
        call: () => calls.open(),
        help: () => help.current?.showModal(),
        back: () => route.go({ at: 'inbox', chat: null }),
      }),
    [desk, route, calls],
  )
  const called = calls.list.value.length > 0
  useEffect(() => {
    // A modal list of keys would lie over what has a minute.
    if (called) help.current?.close()
  }, [called])

  // On a phone an open chat takes the whole screen, navigation included.
  const deep = place.at === 'inbox' && place.chat !== null
  return (
    <div class={deep ? 'frame deep' : 'frame'}>
      <button type="button" class="skip" onClick={skip}>
        {w.nav.skip}
      </button>
      <Header />
      <Line />
      <main id="content" tabIndex={-1}>
        {place.at === 'inbox' && <Inbox />}
        {place.at === 'board' && <Board />}
        {place.at === 'report' && <Report query={place.query} />}
        {place.at === 'settings' && <Settings />}
      </main>
      <Cards />
      <Sheet />
      <KeyHelp dialog={help} />
    </div>
  )
}

/** A button, no link: the fragment is the console's address. */
function skip(): void {
  document.getElementById('content')?.focus()
}

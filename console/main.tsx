import './style/tokens.css'
import './style/base.css'
import './style/gate.css'
import './style/frame.css'
import './style/inbox.css'
import './style/clock.css'
import './style/offer.css'
import './style/ready.css'
import './style/thread.css'
import './style/cards.css'
import './style/visitor.css'
import './style/board.css'
import './style/ledger.css'
import './style/report.css'
import './style/settings.css'
import './style/widget.css'
import { effect } from '@preact/signals'
import { render } from 'preact'
import { createAgent } from '../client/agent.ts'
import { createApi } from './api.ts'
import { App } from './app.tsx'
import { createDesk } from './desk.ts'
import { createKept } from './kept.ts'
import { createAttention } from './notice/attention.ts'
import { createDesktop } from './notice/desktop.ts'
import { createSound } from './notice/sound.ts'
import { HallContext } from './room.ts'
import { createRoute, inviteOf } from './route.ts'
import { createSession } from './session.ts'
import { createTongue } from './words/tongue.ts'

/** The token leaves the address bar, and so the history, before anything else happens. */
function takeInvite(): string | null {
  const token = inviteOf(location.hash)
  if (token !== null) history.replaceState(null, '', location.pathname)
  return token
}

const invite = takeInvite()
// A link pasted into an open console changes the fragment only.
addEventListener('hashchange', () => {
  const token = takeInvite()
  if (token !== null) void session.start(token)
})

const kept = createKept(window)
const tongue = createTongue({ preferred: navigator.languages, kept })
const route = createRoute(window)
const api = createApi({
  fetch: (input, init) => fetch(input, init),
  signedOut: () => session.ended(),
})
const session = createSession({
  api: () => api,
  async openDesk(me) {
    const client = await createAgent({ url: location.origin })
    const desk = createDesk({ client, me, api, route })
    client.connect()
    return desk
  },
})
const hall = {
  api,
  session,
  route,
  tongue,
  kept,
  sound: createSound({ context: () => new AudioContext(), gestures: window, kept }),
  desktop: createDesktop(window),
  attention: createAttention(window),
}

effect(() => {
  document.documentElement.lang = tongue.language.value
})

const root = document.getElementById('app')
if (!root) throw new Error('console.html needs an element with id "app"')
render(
  <HallContext value={hall}>
    <App />
  </HallContext>,
  root,
)
void session.start(invite)

import { describe, expect, it } from 'vitest'
import type { Api, Me } from './api.ts'
import type { Desk } from './desk.ts'
import { createSession } from './session.ts'

const me: Me = { id: 'a1', email: 'ayu@shop.example', name: 'Ayu', role: 'agent' }
const refused = (status: number) =>
  ({ ok: false, problem: { status, detail: '', retryAfterS: null } }) as const

function scene(answers: Partial<Api>) {
  const desks: { ended: boolean }[] = []
  const session = createSession({
    api: () => answers as Api,
    async openDesk() {
      const desk = {
        ended: false,
        end() {
          desk.ended = true
        },
      }
      desks.push(desk)
      return desk as Partial<Desk> as Desk
    },
  })
  return { session, desks }
}

describe('session', () => {
  it('[C1] opens a desk for whoever is signed in already', async () => {
    const { session, desks } = scene({ me: async () => ({ ok: true, value: me }) })
    await session.start(null)
    expect(session.state.value).toMatchObject({ at: 'signed-in', me })
    expect(desks).toHaveLength(1)
  })

  it('[C1] tells nobody signed in from a relay that does not answer', async () => {
    const unknown = scene({ me: async () => refused(401) }).session
    await unknown.start(null)
    expect(unknown.state.value).toEqual({ at: 'signed-out', ended: false })
    const lost = scene({ me: async () => refused(0) }).session
    await lost.start(null)
    expect(lost.state.value).toEqual({ at: 'unreachable' })
  })

  it('[C1] looks at an invite before it asks who is there', async () => {
    const { session } = scene({})
    await session.start('token')
    expect(session.state.value).toEqual({ at: 'invited', token: 'token' })
  })

  it('[C1] closes the desk and says so when the relay ends the session', async () => {
    const { session, desks } = scene({})
    await session.enter(me)
    session.ended()
    expect(session.state.value).toEqual({ at: 'signed-out', ended: true })
    expect(desks[0]?.ended).toBe(true)
  })

  it('[C1] does not call my own sign-out a surprise', async () => {
    const { session } = scene({
      async signOut() {
        session.ended()
        expect(session.state.value.at).toBe('signed-in')
        return { ok: true, value: null }
      },
    })
    await session.enter(me)
    expect(await session.signOut()).toBeNull()
    expect(session.state.value).toEqual({ at: 'signed-out', ended: false })
  })

  it('[C1] stays signed in on screen while the relay still thinks so', async () => {
    const { session } = scene({ signOut: async () => refused(0) })
    await session.enter(me)
    expect(await session.signOut()).toMatchObject({ status: 0 })
    expect(session.state.value.at).toBe('signed-in')
  })
})

import { describe, expect, it } from 'vitest'
import { createApi } from './api.ts'

/** An API over one canned answer; keeps what was asked. */
function scene(answer: Response | Error) {
  const asked: { path: string; init: RequestInit | undefined }[] = []
  let signedOut = 0
  const api = createApi({
    async fetch(path, init) {
      asked.push({ path: String(path), init })
      if (answer instanceof Error) throw answer
      return answer
    },
    signedOut: () => signedOut++,
  })
  return { api, asked, signedOut: () => signedOut }
}

const problem = (status: number, detail: string, headers = {}) =>
  new Response(JSON.stringify({ type: 'about:blank', title: 'No', status, detail }), {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  })

describe('api', () => {
  it('[C1] tells a wrong password from a sign-out', async () => {
    const wrong = scene(problem(401, 'wrong'))
    expect(await wrong.api.signIn('a@b.c', 'x')).toEqual({
      ok: false,
      problem: { status: 401, detail: 'wrong', retryAfterS: null },
    })
    expect(wrong.signedOut()).toBe(0)
    const ended = scene(problem(401, 'sign in'))
    await ended.api.resolved(5, 10)
    expect(ended.signedOut()).toBe(1)
  })

  it('[C1] asks nothing with a cookie that a change of password is about to replace', async () => {
    const asked: string[] = []
    let changed = (_: Response) => {}
    const api = createApi({
      fetch(path) {
        asked.push(String(path))
        if (path !== '/api/password') return Promise.resolve(new Response('{}'))
        return new Promise(resolve => {
          changed = resolve
        })
      },
      signedOut() {},
    })
    const change = api.changePassword('old', 'new')
    const me = api.me()
    await Promise.resolve()
    expect(asked).toEqual(['/api/password'])
    changed(new Response(null, { status: 204 }))
    await Promise.all([change, me])
    expect(asked).toEqual(['/api/password', '/api/session'])
  })

  it('[C1] keeps how long to wait after too many tries', async () => {
    const { api } = scene(problem(429, 'slow down', { 'Retry-After': '28' }))
    expect(await api.signIn('a@b.c', 'x')).toMatchObject({ problem: { retryAfterS: 28 } })
  })

  it('answers a lost line and a page of HTML as problems, not as exceptions', async () => {
    const lost = await scene(new TypeError('failed to fetch')).api.me()
    expect(lost).toEqual({ ok: false, problem: { status: 0, detail: '', retryAfterS: null } })
    const proxy = await scene(new Response('<h1>Bad gateway</h1>', { status: 502 })).api.me()
    expect(proxy).toEqual({ ok: false, problem: { status: 502, detail: '', retryAfterS: null } })
  })

  it('[P] says JSON on every call that changes something, and never puts a path into a path', async () => {
    const { api, asked } = scene(new Response(null, { status: 204 }))
    expect(await api.signOut()).toEqual({ ok: true, value: null })
    await api.setAgent('../sites', { capacity: 3 })
    await api.firstResponse(new URLSearchParams({ from: '1', to: '2', site: 'a&b' }))
    expect(asked.map(({ path }) => path)).toEqual([
      '/api/session',
      '/api/agents/..%2Fsites',
      '/api/first-response?from=1&to=2&site=a%26b',
    ])
    const types = asked.map(({ init }) => new Headers(init?.headers).get('Content-Type'))
    expect(types).toEqual(['application/json', 'application/json', null])
  })
})

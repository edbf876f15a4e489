// @vitest-environment happy-dom
import { render } from 'preact'
import { expect, test } from 'vitest'
import type { Notice, VisitorView } from '../../../client/view.ts'
import { noWish, type Waiting } from '../../../protocol/conversation.ts'
import { reach, startEpisode } from '../../../protocol/episode.ts'
import type { Choice } from '../../../protocol/events.ts'
import { plainWidget } from '../../../protocol/people.ts'
import type { Room } from '../room.ts'
import { createChoice } from './choice.tsx'

const turn = () => new Promise<void>(done => setImmediate(done))
const asked = { seq: 2, at: 0, event: { type: 'private' } } as const
const whatsapp = { label: 'WhatsApp', url: 'https://wa.example/62' }
const waiting: Waiting = {
  status: 'waiting',
  explained: false,
  site: 's',
  visitor: 'v',
  openedAt: 0,
  lastAt: 0,
  assignments: 0,
  unansweredSince: 0,
  read: { visitor: 0, agent: 0 },
  last: null,
  lastAgent: null,
  wish: noWish,
  episode: reach(
    startEpisode({ episode: null, wish: noWish }, asked),
    { step: 'breach', kept: null },
    60_000,
  ),
}

/** The card on a page, with a relay that takes a choice, or refuses it. */
async function shown({
  tag = 'en',
  channel = whatsapp as typeof whatsapp | null,
  refuses = false,
} = {}) {
  const chosen: unknown[] = []
  let view: VisitorView = {
    link: { state: 'online' },
    state: waiting,
    entries: [],
    typing: null,
    unread: 0,
    online: 1,
    queue: null,
    site: { name: 'Batik', targetMs: 60_000, channel, badge: null, widget: plainWidget },
    visitor: { id: 'v', name: null, email: 'dewi@mail.example', external: null },
    log: [],
    complete: true,
    history: 0,
    consent: true,
    stored: true,
  }
  const notice = { kind: 'notice', seq: 5, at: 0, what: 'chose' } as const
  async function ask({ choice, email }: { choice: Choice; email: string | null }) {
    chosen.push([choice, email])
    if (refuses) throw new Error('refused')
    const episode = waiting.episode && { ...waiting.episode, choice }
    const entry: Notice = { ...notice, choice, email }
    view = { ...view, state: { ...waiting, episode }, entries: [...view.entries, entry] }
    draw()
  }
  const host = document.body.appendChild(document.createElement('div'))
  const root = host.attachShadow({ mode: 'open' })
  const box = root.appendChild(document.createElement('div'))
  // A link that is followed would leave the test.
  box.addEventListener('click', event => event.preventDefault())
  const room = { tag, client: { ask }, root, redraw: () => draw(), style() {} }
  const card = await createChoice(room as unknown as Room)
  const draw = (on = true) =>
    render(
      <section class="panel" tabIndex={-1}>
        {on && card.end?.(view)}
      </section>,
      box,
    )
  draw()
  const ways = () => [...box.querySelectorAll<HTMLElement>('.way')]
  return {
    chosen,
    box,
    root,
    draw,
    said: () => card.said?.(view),
    ways: () => ways().map(way => way.textContent),
    async press(text: string) {
      ways()
        .find(way => way.textContent === text)
        ?.click()
      await turn()
    },
    async leave(email: string) {
      const input = box.querySelector('input')
      if (input) input.value = email
      box.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
      await turn()
    },
  }
}

test('[R3] after the target the visitor has three ways, or two where the site has no other channel', async () => {
  const three = await shown()
  expect(three.said()).toBe('Sorry, this takes longer than promised.')
  expect(three.ways()).toEqual(['Keep waiting', 'Leave an e-mail address', 'WhatsApp'])
  expect((await shown({ channel: null })).ways()).toHaveLength(2)
})

test('[R3] keeping on waiting is chosen, thanked for, and can be changed', async () => {
  const { press, chosen, said, ways } = await shown()
  await press('Keep waiting')
  expect([chosen, said()]).toEqual([[['wait', null]], expect.stringContaining('Thank you')])
  await press('Choose something else')
  expect(ways()).toContain('Leave an e-mail address')
})

test('[R3] the form knows the address of identify, has the focus, and shows what was left', async () => {
  const { press, leave, box, root, chosen, said } = await shown()
  await press('Leave an e-mail address')
  const input = box.querySelector('input')
  expect(input?.value).toBe('dewi@mail.example')
  expect(root.activeElement).toBe(input)
  await leave(' sari@mail.example ')
  expect(chosen).toEqual([['email', 'sari@mail.example']])
  expect(said()).toBe('We will write to sari@mail.example')
  expect(box.querySelector('form')).toBeNull()
})

test.each(['', 'dewi', 'dewi@mail', 'dewi@@mail.example', 'de wi@mail.example'])(
  '[R3] no address: %j is not sent, and the form says what it expects',
  async email => {
    const { press, leave, box, chosen } = await shown()
    await press('Leave an e-mail address')
    await leave(email)
    expect(chosen).toEqual([])
    expect(box.querySelector('[role=alert]')?.textContent).toContain('dewi@mail.example')
    expect(box.querySelector('input')?.getAttribute('aria-invalid')).toBe('true')
  },
)

test('[R3] the other channel is a link beside the page, and never a script', async () => {
  const { press, box, chosen, said } = await shown()
  const link = box.querySelector('a')
  expect([link?.href, link?.target, link?.rel]).toEqual([whatsapp.url, '_blank', 'noopener'])
  await press('WhatsApp')
  expect([chosen, said()]).toEqual([[['channel', null]], expect.stringContaining('WhatsApp')])
  const script = { label: 'X', url: 'javascript:alert(1)' }
  expect((await shown({ channel: script })).box.querySelector('a')).toBeNull()
})

test.each(['http://a.example/', 'mailto:a@mail.example', 'tel:+62812', 'whatsapp://send?phone=62'])(
  '[R3] every address that a shop may set is a link: %s',
  async url => {
    const { box } = await shown({ channel: { label: 'X', url } })
    expect(box.querySelector('a')?.href).toBe(url)
  },
)

test('[R3] a choice that was refused says so and can be made again', async () => {
  const { press, box, chosen } = await shown({ refuses: true })
  await press('Keep waiting')
  expect(box.querySelector('[role=alert]')?.textContent).toContain('try again')
  await press('Keep waiting')
  expect(chosen).toHaveLength(2)
})

test('[W10] when the card goes, a focus within it stays in the chat', async () => {
  const { box, root, draw } = await shown()
  box.querySelector<HTMLElement>('.way')?.focus()
  draw(false)
  expect([box.querySelector('.choice'), root.activeElement?.className]).toEqual([null, 'panel'])
})

test('[W11] it speaks Indonesian', async () => {
  const { said, press, leave } = await shown({ tag: 'id' })
  expect(said()).toMatch(/^Maaf/)
  await press('Tinggalkan alamat e-mail')
  await leave('dewi@mail.example')
  expect(said()).toBe('Kami akan menulis ke dewi@mail.example')
})

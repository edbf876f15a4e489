// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import type { Field } from '../../../protocol/card.ts'
import { plainWidget, type WidgetSettings } from '../../../protocol/people.ts'
import { createBefore } from './before.tsx'
import { fresh, fromVisitor, resolved, stage, waiting } from './fake.tsx'

const name: Field = { name: 'name', label: 'Name', type: 'text', required: true, options: [] }
const mail: Field = { name: 'mail', label: 'E-mail', type: 'email', required: false, options: [] }
const shop = (
  widget: Partial<WidgetSettings>,
  channel: { label: string; url: string } | null = null,
) => ({
  site: fresh.site && { ...fresh.site, channel, widget: { ...plainWidget, ...widget } },
})
const hasComposer = (box: HTMLElement) => box.querySelector('.field') !== null

beforeEach(() => sessionStorage.clear())

test('[W13] the shop’s form stands instead of the composer, and its answers go with the first message', async () => {
  const { type, submit, told, room, box, focused } = await stage(
    createBefore,
    shop({ prechat: [name, mail] }),
  )
  expect(hasComposer(box)).toBe(false)
  type('Name', 'Dewi')
  type('E-mail', 'dewi@mail.example')
  await submit()
  expect(told).toEqual([['identify', { name: 'Dewi', email: 'dewi@mail.example', token: null }]])
  expect(room.answer).toEqual({ to: null, values: { name: 'Dewi', mail: 'dewi@mail.example' } })
  expect([hasComposer(box), focused()?.tagName]).toEqual([true, 'TEXTAREA'])
})

test('[W13] it can be skipped only where nothing must be answered', async () => {
  const must = await stage(createBefore, shop({ prechat: [name] }))
  expect(must.buttons()).toEqual(['Start the chat'])
  const may = await stage(createBefore, shop({ prechat: [mail] }))
  await may.press('Skip')
  expect([hasComposer(may.box), may.told]).toEqual([true, []])
})

test('[W13] answers outlive a page, and are gone once they were sent', async () => {
  const first = await stage(createBefore, shop({ prechat: [name] }))
  first.type('Name', 'Dewi')
  await first.submit()
  const next = () =>
    stage(
      room => createBefore(Object.assign(room, { key: first.room.key })),
      shop({ prechat: [name] }),
    )
  const second = await next()
  expect(hasComposer(second.box)).toBe(true)
  expect(second.room.answer?.values).toEqual({ name: 'Dewi' })
  second.see({ state: waiting, entries: [fromVisitor('m')] })
  expect(second.room.answer).toBeUndefined()
  expect(hasComposer((await next()).box)).toBe(false)
})

test('[W13] a required question that was not answered says so', async () => {
  const { submit, box, room } = await stage(createBefore, shop({ prechat: [name] }))
  await submit()
  expect([box.querySelector('.wrong')?.textContent, room.answer]).toEqual([
    'Please fill this in.',
    undefined,
  ])
})

test('[W13] while nobody is there the message goes with an address, and the shop knows whose it is', async () => {
  const { type, submit, told, said, box } = await stage(createBefore, { online: 0, ...shop({}) })
  expect(said()).toMatch(/^Nobody is here/)
  type('Your message', 'Is it in stock?')
  type('Your e-mail', 'dewi@mail.example')
  await submit()
  const email = 'dewi@mail.example'
  expect(told).toEqual([
    ['identify', { name: null, email, token: null }],
    ['send', 'Is it in stock?', { to: null, values: { email } }],
  ])
  expect(box.querySelector('.cover')).not.toBeNull()
})

test('[W13] the address is a wish, the message is not', async () => {
  const { type, submit, told, box } = await stage(createBefore, { online: 0, ...shop({}) })
  await submit()
  expect(box.querySelectorAll('.wrong')).toHaveLength(1)
  type('Your message', 'Hello?')
  await submit()
  expect(told).toEqual([['send', 'Hello?', { to: null, values: {} }]])
})

test('[W13] after a resolved chat no form before the chat is answered again', async () => {
  const view = { online: 0, state: resolved, ...shop({ prechat: [name] }) }
  const { type, submit, told, box } = await stage(createBefore, view)
  expect(box.querySelectorAll('.ask')).toHaveLength(2)
  type('Your message', 'Once more')
  await submit()
  expect(told).toEqual([['send', 'Once more']])
})

test('[W13] a known address is not asked for, and the other channel is a link, never a script', async () => {
  const visitor = { id: 'v', name: null, email: 'dewi@mail.example', external: null }
  const channel = { label: 'WhatsApp', url: 'https://wa.example/62' }
  const one = await stage(createBefore, { online: 0, visitor, ...shop({}, channel) })
  expect(one.box.querySelectorAll('.ask')).toHaveLength(1)
  expect(one.box.querySelector('a')?.href).toBe(channel.url)
  const script = { label: 'X', url: 'javascript:alert(1)' }
  const two = await stage(createBefore, { online: 0, ...shop({}, script) })
  expect(two.box.querySelector('a')).toBeNull()
})

test('[W13] what was written stays when nobody is there any more, and the focus with it', async () => {
  const { room, see, focused, box } = await stage(createBefore, shop({}))
  room.write('Do you ha')
  box.querySelector('textarea')?.focus()
  see({ online: 0 })
  expect(box.querySelector('textarea')?.value).toBe('Do you ha')
  expect(focused()).toBe(box.querySelector('.cover textarea'))
})

test('[W13] the composer is back once a message is on its way, or where the shop wants no such form', async () => {
  const { see, box } = await stage(createBefore, { online: 0, ...shop({}) })
  see({ entries: [fromVisitor('m', { seq: null, state: 'sending' })] })
  expect(hasComposer(box)).toBe(true)
  const plain = await stage(createBefore, { online: 0, ...shop({ away: false }) })
  expect(hasComposer(plain.box)).toBe(true)
})

test('[W13] the shop’s own field named email is the address, whatever its type', async () => {
  const field: Field = { ...mail, name: 'email', type: 'text' }
  const away = await stage(createBefore, { online: 0, ...shop({ away: true, prechat: [field] }) })
  expect(away.box.querySelectorAll('.in')).toHaveLength(2)
  const named = await stage(createBefore, shop({ prechat: [field] }))
  named.type('E-mail', 'dewi@mail.example')
  await named.submit()
  expect(named.told).toEqual([
    ['identify', { name: null, email: 'dewi@mail.example', token: null }],
  ])
})

test('[A] what a visitor had begun to fill in is gone when another one comes', async () => {
  const { type, see, box } = await stage(createBefore, shop({ prechat: [name] }))
  type('Name', 'Dewi')
  see({ online: 2 })
  const input = () => box.querySelector<HTMLInputElement>('.in')?.value
  expect(input()).toBe('Dewi')
  see({ visitor: null })
  see({ visitor: fresh.visitor })
  expect(input()).toBe('')
})

// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { createBusy } from './busy.tsx'
import { fresh, stage, waiting } from './fake.tsx'
import { isBusy } from './wait.ts'

const late = { state: waiting, queue: { position: 4, etaMs: 90_000 } }

test('[W13] who waits longer than promised may leave an address, and reads that it was taken', async () => {
  const { box, told, submit, said, type } = await stage(createBusy, late)
  expect(said()).toContain('longer')
  type('Your e-mail', 'dewi@mail')
  await submit()
  expect([told, box.querySelector('.wrong')?.textContent]).toEqual([
    [],
    expect.stringContaining('dewi@mail.example'),
  ])
  type('Your e-mail', 'dewi@mail.example')
  await submit()
  expect(told).toEqual([['choose', { choice: 'email', email: 'dewi@mail.example' }]])
  expect([box.querySelector('form'), said()]).toEqual([null, 'We will write to dewi@mail.example'])
})

test('[W13] an address that was refused says so and can be left again', async () => {
  const { box, submit, type } = await stage(createBusy, late, { refuses: true })
  type('Your e-mail', 'dewi@mail.example')
  await submit()
  expect(box.querySelector('.wrong')?.textContent).toContain('try again')
})

test.each([
  ['whatsapp://send?phone=62', true],
  ['sms:+62812', true],
  ['javascript:alert(1)', false],
])('[W13] the other channel is offered where it is a way out: %s', async (url, isThere) => {
  const site = fresh.site && { ...fresh.site, channel: { label: 'Elsewhere', url } }
  const { box } = await stage(createBusy, { ...late, site })
  expect(box.querySelector('a')?.getAttribute('href') === url).toBe(isThere)
})

test.each([
  ['within the target', { ...late, queue: { position: 1, etaMs: 30_000 } }, false],
  ['beyond the target', late, true],
  ['nobody there', { ...late, queue: null, online: 0 }, true],
  [
    'a known address',
    { ...late, visitor: { id: 'v', name: null, email: 'a@b.cd', external: null } },
    false,
  ],
  ['not waiting', { ...late, state: { status: 'new' } as const }, false],
])('[W13] %s', (_, view, busy) => {
  expect(isBusy({ ...fresh, ...view })).toBe(busy)
})

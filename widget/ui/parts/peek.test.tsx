// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { plainWidget } from '../../../protocol/people.ts'
import { fresh, stage } from './fake.tsx'
import { createPeek } from './peek.tsx'

const peeking = {
  site: fresh.site && { ...fresh.site, widget: { ...plainWidget, sneakPeek: true } },
}

test('[W15] what is written is shown to the shop only where the visitor is told', async () => {
  const { room, told, box, life } = await stage(createPeek, peeking)
  expect(box.querySelector('.peek')?.textContent).toContain('before you send it')
  room.write('Hel')
  expect([told, room.draft()]).toEqual([[['typing', true, 'Hel']], 'Hel'])
  room.write('')
  expect(told.at(-1)).toEqual(['typing', false, ''])
  life.abort()
})

test('[W15] without the shop’s wish nothing is told and nothing shown', async () => {
  const { room, told, box, life } = await stage(createPeek)
  room.write('Hel')
  expect([box.querySelector('.peek'), told, room.draft()]).toEqual([null, [], 'Hel'])
  life.abort()
})

test('[W15] before its notice was on screen nothing is shown', async () => {
  const { room, told, see, box, life } = await stage(createPeek)
  const panel = box.querySelector<HTMLElement>('.panel')
  if (panel) panel.hidden = true
  see(peeking)
  room.write('Hel')
  expect(told).toEqual([])
  life.abort()
})

// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import { fromAgent, fromVisitor, stage, waiting } from './fake.tsx'
import { createMenu } from './menu.tsx'
import { isMuted } from './mute.ts'

const chat = { state: waiting, entries: [fromVisitor('m')] }
async function opened(more = {}, how = {}) {
  const shown = await stage(createMenu, { ...chat, ...more }, how)
  shown.room.ask('menu')
  return shown
}

beforeEach(() => localStorage.clear())

test('[W10] the menu takes the focus, and gives it back to its button', async () => {
  const { room, focused, box, buttons } = await opened()
  expect(buttons()).toEqual(['Emoji', 'Sound', 'Download this chat', 'Delete my chat'])
  expect(focused()?.textContent).toBe('Emoji')
  room.ask('')
  expect(focused()).toBe(box.querySelector('.top button'))
})

test('a press beside it closes it', async () => {
  const { room, box } = await opened()
  box.querySelector('.item')?.dispatchEvent(new Event('pointerdown', { bubbles: true }))
  expect(room.asked).toBe('menu')
  box.querySelector('.field')?.dispatchEvent(new Event('pointerdown', { bubbles: true }))
  expect(room.asked).toBe('')
})

test('where nothing was said there is nothing to download or delete', async () => {
  const { buttons } = await opened({ state: { status: 'new' }, entries: [] })
  expect(buttons()).toEqual(['Emoji', 'Sound'])
})

test('sound is switched off and on, for every page of this browser', async () => {
  const { press, room, box } = await opened()
  const state = () => box.querySelector('[aria-pressed]')?.getAttribute('aria-pressed')
  expect([state(), isMuted(room)]).toEqual(['true', false])
  await press('Sound')
  expect([state(), isMuted(room), localStorage.length]).toEqual(['false', true, 1])
  await press('Sound')
  expect([state(), isMuted(room), localStorage.length]).toEqual(['true', false, 0])
})

test('[W15] deleting asks once more, then forgets the chat at the shop and in this browser', async () => {
  const { press, told, room, said, focused } = await opened()
  localStorage.setItem(`${room.key}:who`, 'x')
  localStorage.setItem(`${room.key}:agreed`, '1')
  localStorage.setItem('the shop’s own', 'x')
  await press('Delete my chat')
  expect(told).toEqual([])
  // The safe answer has the focus.
  expect(focused()?.textContent).toBe('Keep it')
  await press('Delete')
  expect(told).toEqual([['erase', {}], ['reset']])
  expect(Object.keys(localStorage).sort()).toEqual([`${room.key}:agreed`, 'the shop’s own'].sort())
  expect([room.asked, said()]).toEqual(['', 'Your chat was deleted.'])
})

test('[W15] keeping it goes back to the menu, and a closed menu asks anew', async () => {
  const { press, buttons, room } = await opened()
  await press('Delete my chat')
  await press('Keep it')
  expect(buttons()).toHaveLength(4)
  await press('Delete my chat')
  room.ask('')
  room.ask('menu')
  expect(buttons()).toHaveLength(4)
})

test('[W15] a deletion that was refused says so, and forgets nothing', async () => {
  const { press, told, box } = await opened({}, { refuses: true })
  await press('Delete my chat')
  await press('Delete')
  expect(box.querySelector('[role=alert]')?.textContent).toContain('try again')
  expect(told).toEqual([['erase', {}]])
})

test('[W13] the chat is downloaded as a text file', async () => {
  const made: Blob[] = []
  const { createObjectURL } = URL
  URL.createObjectURL = blob => {
    made.push(blob as Blob)
    return 'blob:1'
  }
  await import('./transcript.ts')
  const { press } = await opened({ entries: [fromAgent('a', { text: 'Hello Dewi' })] })
  await press('Download this chat')
  URL.createObjectURL = createObjectURL
  expect(await made[0]?.text()).toMatch(/Chat with Batik\s+.*Ayu: Hello Dewi/)
})

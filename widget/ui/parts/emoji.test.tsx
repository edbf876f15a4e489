// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { words as arabic } from '../words/ar-parts.ts'
import { english } from '../words/emoji.ts'
import { words as indonesian } from '../words/id-parts.ts'
import { isOnlyEmoji } from './big.tsx'
import { createEmoji } from './emoji.tsx'
import { stage } from './fake.tsx'

async function opened() {
  const shown = await stage(createEmoji)
  shown.room.ask('emoji')
  return shown
}
const key = (element: Element | null, name: string) =>
  element?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }))
const name = (element: Element | null) => element?.getAttribute('aria-label')

test('[W8] an emoji goes in where the cursor is, and more can follow', async () => {
  const { room, press, box } = await opened()
  room.write('ab')
  box.querySelector('textarea')?.setSelectionRange(1, 1)
  await press('thumbs up')
  await press('heart')
  expect(room.draft()).toBe('a👍❤️b')
})

test('[W10] arrows go through the set, Tab reaches one, and the focus returns to the composer', async () => {
  const { room, focused, box } = await opened()
  expect(name(focused())).toBe('smile')
  key(focused(), 'ArrowRight')
  expect(name(focused())).toBe('grin')
  key(focused(), 'ArrowDown')
  expect(name(focused())).toBe('angry')
  key(focused(), 'ArrowLeft')
  key(focused(), 'ArrowLeft')
  key(focused(), 'ArrowUp')
  expect(name(focused())).toBe('surprised')
  expect(box.querySelectorAll('.emoji [tabindex="0"]')).toHaveLength(1)
  room.ask('')
  expect(focused()?.tagName).toBe('TEXTAREA')
})

test('[W10] each emoji has a name in each language', async () => {
  const { box } = await opened()
  const all = box.querySelectorAll('.emoji [tabindex]').length
  for (const { names } of [english, indonesian.emoji, arabic.emoji])
    expect([names.length, new Set(names).size]).toEqual([all, all])
})

test.each(['👍', '❤️', '👍🏽 🙏', '👨‍👩‍👧', '🇮🇩', '1️⃣', '😂😂😂'])('[W8] %s is large', text => {
  expect(isOnlyEmoji(text)).toBe(true)
})

test.each(['1', '123', '#', 'ok 👍', '😂😂😂😂', '', ' ', '👍 1', '*', '2🙂'])(
  '%j is not',
  text => {
    expect(isOnlyEmoji(text)).toBe(false)
  },
)

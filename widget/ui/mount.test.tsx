// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { createStage } from '../api/stage.ts'
import { mount } from './mount.tsx'
import { fresh, settled } from './parts/fake.tsx'

test('[W11] no part of the language before lives on: the title of the page stays the page’s', async () => {
  const { embed, change } = createStage(fresh)
  document.title = 'Shop'
  const panel = await mount(embed)
  change({ unread: 1 })
  await expect.poll(() => document.title).toBe('(1) Shop')
  await panel.speak('id')
  await settled()
  change({ unread: 2 })
  await expect.poll(() => document.title).toBe('(2) Shop')
  change({ unread: 0 })
  expect(document.title).toBe('Shop')
})

test('[A] what a visitor had begun to write is forgotten', async () => {
  const { embed } = createStage(fresh)
  const panel = await mount(embed)
  panel.compose('half a')
  const field = () => embed.root.querySelector('textarea')?.value
  expect(field()).toBe('half a')
  panel.forget()
  expect(field()).toBe('')
})

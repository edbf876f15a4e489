// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import type { VisitorView } from '../../../client/view.ts'
import type { Room } from '../room.ts'
import { createTitle } from './title.ts'

function page() {
  document.title = 'Pink blouse'
  const life = new AbortController()
  const { drawn } = createTitle({ signal: life.signal } as Room)
  return { life, unread: (unread: number) => drawn?.({ unread } as VisitorView) }
}

test('[W8] the title counts what is unread, and is the page’s own again once it is read', () => {
  const { unread } = page()
  unread(1)
  expect(document.title).toBe('(1) Pink blouse')
  unread(2)
  expect(document.title).toBe('(2) Pink blouse')
  unread(0)
  expect(document.title).toBe('Pink blouse')
})

test('[W8] a title that the page sets meanwhile stays as it is, and is counted on from', () => {
  const { unread } = page()
  unread(1)
  document.title = 'Cart'
  unread(1)
  expect(document.title).toBe('Cart')
  unread(2)
  expect(document.title).toBe('(2) Cart')
  document.title = 'Thank you'
  unread(0)
  expect(document.title).toBe('Thank you')
})

test('[W8] nothing of it is left after a shutdown', () => {
  const { life, unread } = page()
  unread(3)
  life.abort()
  expect(document.title).toBe('Pink blouse')
})

// @vitest-environment happy-dom
import { render } from 'preact'
import { expect, test } from 'vitest'
import { linked } from './links.tsx'

function drawn(text: string): { text: string; links: string[]; box: HTMLElement } {
  const box = document.createElement('div')
  render(<p>{linked(text)}</p>, box)
  const links = [...box.querySelectorAll('a')].map(link => link.getAttribute('href') ?? '')
  return { text: box.textContent ?? '', links, box }
}

test('an address in a sentence becomes a link, and the sentence stays as it was written', () => {
  const text = 'Here: https://shop.example/a?b=1#c (free today).'
  expect(drawn(text)).toMatchObject({ text, links: ['https://shop.example/a?b=1#c'] })
})

test('a link opens another tab and gives nothing of the page away', () => {
  const link = drawn('http://shop.example').box.querySelector('a')
  expect(link?.target).toBe('_blank')
  expect(link?.rel).toBe('noopener nofollow ugc')
})

test.each([
  ['see https://a.example/x.', 'https://a.example/x'],
  ['is it https://a.example/x?', 'https://a.example/x'],
  ['(https://a.example/x)', 'https://a.example/x'],
  ['https://a.example/wiki/Kebaya_(blouse)', 'https://a.example/wiki/Kebaya_(blouse)'],
  ['"https://a.example/x"', 'https://a.example/x'],
  ['https://a.example/x, and more', 'https://a.example/x'],
])('punctuation around an address is not part of it: %s', (text, url) => {
  expect(drawn(text)).toMatchObject({ text, links: [url] })
})

test.each([
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'ftp://a.example',
  'https://',
  'http://[',
  'mailto:a@b.example',
  'xhttps://a.example',
])('only web addresses become links: %s', text => {
  expect(drawn(text)).toMatchObject({ text, links: [] })
})

test('[P] markup from a visitor or an agent is shown as the text it is', () => {
  const text = '<img src=x onerror=alert(1)> https://a.example/<b>'
  const { box, ...rest } = drawn(text)
  expect(rest).toEqual({ text, links: ['https://a.example/'] })
  expect(box.querySelector('img, b')).toBeNull()
})

test('every address of a message becomes a link', () => {
  expect(drawn('https://a.example https://b.example').links).toEqual([
    'https://a.example',
    'https://b.example',
  ])
})

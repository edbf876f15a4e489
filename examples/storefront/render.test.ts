import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { html } from './markup.ts'
import { render } from './render.ts'

const pages = [...render()]

test('the committed pages are the ones that build.ts writes', () => {
  for (const [path, page] of pages) {
    expect(readFileSync(new URL(path, import.meta.url), 'utf8'), path).toBe(page)
  }
})

test('[W1] every page brings Sapa by exactly the one tag', () => {
  for (const [path, page] of pages) {
    expect(page.match(/.*sapa\.js.*/g), path).toEqual([
      '<script async src="/sapa.js" data-site="demo"></script>',
    ])
  }
})

test('[W5] no page needs an inline script or style', () => {
  for (const [path, page] of pages) {
    const inline = page.match(
      /<script(?![^>]*( src=|"application\/ld\+json")).*|<style|\sstyle=|\son\w+=/g,
    )
    expect(inline, path).toBeNull()
  }
})

test('every relative link reaches a file of the shop', () => {
  for (const [path, page] of pages) {
    for (const [, link = ''] of page.matchAll(/(?:href|src)="([^"/#][^"]*)"/g)) {
      const target = new URL(link, new URL(path, import.meta.url))
      target.hash = ''
      expect(existsSync(target), `${path} → ${link}`).toBe(true)
    }
  }
})

test('[E] product pages say in JSON-LD what is sold, for how much, and whether it is there', () => {
  const page = new Map(pages).get('./pink-blouse.html') ?? ''
  const [, facts = 'null'] = page.match(/ld\+json">([^<]*)</) ?? []
  expect(JSON.parse(facts)).toMatchObject({
    '@type': 'Product',
    name: 'Blush linen blouse',
    sku: 'RM-101',
    image: 'images/pink-blouse.svg',
    brand: { name: 'Rumah Mode' },
    offers: { price: 489_000, priceCurrency: 'IDR', availability: 'https://schema.org/InStock' },
  })
})

test('text that looks like markup stays text', () => {
  expect(html`<p>${'<b>"&'}</p>`.html).toBe('<p>&lt;b&gt;&quot;&amp;</p>')
})

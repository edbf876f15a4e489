/**
 * Writes the shop's pages. They are committed, so that the shop is plain files for whoever serves
 * or reads it; after a change here run `node examples/storefront/build.ts`.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { article } from './article.ts'
import { editions } from './frame.ts'
import { about, cart, collection } from './pages.ts'
import { products } from './products.ts'

for (const edition of editions) {
  const folder = new URL(edition.lang === 'en' ? './' : `./${edition.lang}/`, import.meta.url)
  mkdirSync(folder, { recursive: true })
  const write = (file: string, page: string): void =>
    writeFileSync(new URL(file, folder), page.replace(/\n{2,}/g, '\n'))

  write('index.html', collection(edition))
  write('cart.html', cart(edition))
  write('about.html', about(edition))
  for (const product of products) write(`${product.slug}.html`, article(product, edition))
}

import { article } from './article.ts'
import { editions } from './frame.ts'
import { about, cart, collection } from './pages.ts'
import { products } from './products.ts'

/** Every page of the shop in every language, by its path from this folder. */
export function render(): Map<string, string> {
  const pages = new Map<string, string>()
  for (const edition of editions) {
    const folder = edition.lang === 'en' ? './' : `./${edition.lang}/`
    const put = (file: string, page: string) =>
      pages.set(folder + file, page.replace(/\n{2,}/g, '\n'))

    put('index.html', collection(edition))
    put('cart.html', cart(edition))
    put('about.html', about(edition))
    for (const product of products) put(`${product.slug}.html`, article(product, edition))
  }
  return pages
}

import { type Edition, frame, price } from './frame.ts'
import { html, type Markup } from './markup.ts'
import { type Product, products } from './products.ts'

function card(product: Product, edition: Edition, eager: boolean): Markup {
  const { lang, up, copy } = edition
  return html`<li class="card">
<a href="${product.slug}.html">
<img src="${up}images/${product.slug}.svg" alt="" width="800" height="1000"${eager ? html`` : html` loading="lazy"`}>
<span class="name">${product.name[lang]}</span>
</a>
<p>${price(product.rupiah, edition)}${product.inStock ? html`` : html` · <span class="gone">${copy.soldOut}</span>`}</p>
</li>`
}

/** A row of articles that link to their pages. */
export function grid(shown: Product[], edition: Edition, eager = 0): Markup {
  return html`<ul class="grid">
${shown.map((product, at) => card(product, edition, at < eager))}
</ul>`
}

/** The front page: what the label is, and the whole collection. */
export function collection(edition: Edition): string {
  const { up, copy } = edition
  const main = html`<section class="hero">
<div>
<p class="season">${copy.season}</p>
<h1>${copy.hero}</h1>
<p>${copy.tagline}</p>
<a class="button" href="#collection">${copy.see}</a>
</div>
<img src="${up}images/collection.svg" alt="${copy.heroAlt}" width="1400" height="1100" fetchpriority="high">
</section>
<section class="wide" id="collection" aria-labelledby="collection-title">
<div class="heading">
<h2 id="collection-title">${copy.collection}</h2>
<p>${copy.pieces(products.length)}</p>
</div>
${grid(products, edition, 4)}
</section>
<ul class="promises">
${copy.promises.map(([title, text]) => html`<li><h2>${title}</h2><p>${text}</p></li>`)}
</ul>`
  return frame(
    {
      file: 'index.html',
      title: copy.title,
      description: copy.tagline,
      image: 'images/collection.svg',
      main,
    },
    edition,
  )
}

/** The line of one article in the cart, which shop.js copies for each that was added. */
function line(product: Product, edition: Edition): Markup {
  const { lang, up, copy } = edition
  const name = product.name[lang]
  return html`<template data-sku="${product.sku}">
<li class="line" data-rupiah="${product.rupiah}">
<img src="${up}images/${product.slug}.svg" alt="" width="800" height="1000">
<div>
<h2><a href="${product.slug}.html">${name}</a></h2>
<p>${product.colours.map(colour => html`<span data-colour="${colour.id}">${colour.name[lang]}</span>`)}
·
${product.sizes.map(size => html`<span data-size="${size}">${size === 'one' ? copy.one : size}</span>`)}</p>
<label>${copy.quantity}<span class="unseen"> ${name}</span> <input type="number" min="1" max="9" inputmode="numeric" autocomplete="off"></label>
<button type="button" class="quiet">${copy.remove}<span class="unseen"> ${name}</span></button>
</div>
<p class="sum"></p>
</li>
</template>`
}

/** The cart: shop.js fills it from what this browser has kept. */
export function cart(edition: Edition): string {
  const { copy } = edition
  const main = html`<section class="cart" data-cart>
<h1 tabindex="-1">${copy.yourCart}</h1>
<div data-empty hidden>
<p>${copy.empty}</p>
<a class="button" href="index.html#collection">${copy.see}</a>
</div>
<div data-filled hidden>
<ul class="lines"></ul>
<p class="total"><span>${copy.total}</span> <strong data-total></strong></p>
<p class="note">${copy.shippingLater}</p>
<button type="button" class="button" data-checkout>${copy.checkout}</button>
<p role="status" class="thanks" data-thanks="${copy.thanks}"></p>
</div>
</section>
${products.map(product => line(product, edition))}`
  return frame(
    {
      file: 'cart.html',
      title: `${copy.yourCart} · Rumah Mode`,
      description: copy.tagline,
      image: 'images/collection.svg',
      main,
    },
    edition,
  )
}

const bodySizes = [
  ['XS', 80, 62, 88],
  ['S', 84, 66, 92],
  ['M', 90, 72, 98],
  ['L', 96, 78, 104],
  ['XL', 104, 86, 112],
  ['XXL', 112, 94, 120],
]

function table(caption: string, head: string[], rows: (string | number)[][]): Markup {
  return html`<table>
<caption class="unseen">${caption}</caption>
<thead><tr>${head.map(cell => html`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>
${rows.map(
  ([first = '', ...rest]) =>
    html`<tr><th scope="row">${first}</th>${rest.map(cell => html`<td>${cell}</td>`)}</tr>`,
)}
</tbody>
</table>`
}

/** Shipping, returns and sizes: what shoppers ask before they buy. */
export function about(edition: Edition): string {
  const { copy } = edition
  const main = html`<article class="prose">
<h1>${copy.aboutTitle}</h1>
<p class="lead">${copy.aboutLead}</p>
<h2 id="shipping">${copy.shipping}</h2>
<p>${copy.shippingText}</p>
${table(copy.shipping, copy.zones, copy.rates)}
<h2 id="returns">${copy.returnsTitle}</h2>
${copy.returnsText.map(paragraph => html`<p>${paragraph}</p>`)}
<h2 id="sizes">${copy.sizes}</h2>
<p>${copy.sizesText}</p>
${table(copy.sizes, copy.sizeHead, bodySizes)}
</article>`
  return frame(
    {
      file: 'about.html',
      title: `${copy.about} · Rumah Mode`,
      description: copy.aboutLead,
      image: 'images/collection.svg',
      main,
    },
    edition,
  )
}

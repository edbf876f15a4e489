import { type Edition, frame, price } from './frame.ts'
import { html, json, type Markup } from './markup.ts'
import { grid } from './pages.ts'
import { type Product, products } from './products.ts'

/** What search engines, and a chat that looks, can read of the article. */
function facts(product: Product, { lang, up }: Edition): Markup {
  const availability = product.inStock ? 'InStock' : 'OutOfStock'
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: product.name[lang],
    image: `${up}images/${product.slug}.svg`,
    description: product.description[lang],
    sku: product.sku,
    brand: { '@type': 'Brand', name: 'Rumah Mode' },
    color: product.colours.map(({ name }) => name[lang]),
    offers: {
      '@type': 'Offer',
      url: `${product.slug}.html`,
      price: product.rupiah,
      priceCurrency: 'IDR',
      availability: `https://schema.org/${availability}`,
    },
  }
  return html`<meta property="og:type" content="product">
<meta property="product:price:amount" content="${product.rupiah}">
<meta property="product:price:currency" content="IDR">
<meta property="product:availability" content="${product.inStock ? 'in stock' : 'out of stock'}">
<script type="application/ld+json">
${json(data)}
</script>`
}

function colours(product: Product, { lang, copy }: Edition): Markup {
  return html`<fieldset>
<legend>${copy.colour}</legend>
${product.colours.map(
  ({ id, name, hex }, at) => html`<label class="choice">
<input type="radio" name="colour" value="${id}"${at === 0 ? html` checked` : html``}>
<span><svg width="16" height="16" aria-hidden="true"><circle cx="8" cy="8" r="7.5" fill="${hex}" stroke="#00000033"/></svg>${name[lang]}</span>
</label>`,
)}
</fieldset>`
}

function sizes(product: Product, { copy }: Edition): Markup {
  return html`<fieldset>
<legend>${copy.size}</legend>
${product.sizes.map(
  size => html`<label class="choice">
<input type="radio" name="size" value="${size}" required${size === 'one' ? html` checked` : html``}>
<span>${size === 'one' ? copy.one : size}</span>
</label>`,
)}
</fieldset>`
}

function submit(product: Product, { copy }: Edition): Markup {
  return product.inStock
    ? html`<button type="submit" class="button" form="buy">${copy.add}</button>`
    : html`<button type="submit" class="button" form="buy" disabled>${copy.soldOut}</button>`
}

/** The page of one article. On phones its button stands in a bar at the bottom instead. */
export function article(product: Product, edition: Edition): string {
  const { lang, up, copy } = edition
  const name = product.name[lang]
  const cost = price(product.rupiah, edition)
  const place = products.indexOf(product)
  const also = [1, 2, 3, 4].map(step => products[(place + step) % products.length] ?? product)
  const main = html`<div class="article">
<img src="${up}images/${product.slug}.svg" alt="${product.alt[lang]}" width="800" height="1000" fetchpriority="high">
<div class="about">
<h1>${name}</h1>
<p class="lead">${product.lead[lang]}</p>
<p class="price">${cost}</p>
<form id="buy" action="cart.html" data-sku="${product.sku}">
${colours(product, edition)}
${sizes(product, edition)}
${product.sizes.length > 1 ? html`<a class="measure" href="about.html#sizes">${copy.measure}</a>` : html``}
<div class="wide-only">${submit(product, edition)}</div>
${product.inStock ? html`` : html`<p class="note">${copy.again}</p>`}
</form>
<p>${product.description[lang]}</p>
<h2>${copy.care}</h2>
<p>${product.care[lang]}</p>
<ul class="facts">
<li>${copy.delivery}</li>
<li>${copy.returns}</li>
</ul>
</div>
</div>
<section class="wide" aria-labelledby="also">
<div class="heading"><h2 id="also">${copy.also}</h2></div>
${grid(also, edition)}
</section>
<p class="toast" role="status"><span data-added="${copy.added}"></span> <a href="cart.html" hidden>${copy.view}</a></p>`
  const end = html`<aside class="bar" data-sapa-avoid aria-label="${name}">
<p><small>${name}</small> ${cost}</p>
${submit(product, edition)}
</aside>`
  return frame(
    {
      file: `${product.slug}.html`,
      title: `${name} · Rumah Mode`,
      description: product.description[lang],
      image: `images/${product.slug}.svg`,
      head: facts(product, edition),
      main,
      end,
    },
    edition,
  )
}

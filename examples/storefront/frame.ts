import { type Copy, en, id } from './copy.ts'
import { html, type Markup } from './markup.ts'

/** One language edition of the shop; `up` leads from its pages to the shop's root. */
export interface Edition {
  lang: 'en' | 'id'
  up: '' | '../'
  copy: Copy
}

/** English stands at the root, Indonesian in `id/`, under the same file names. */
export const editions: Edition[] = [
  { lang: 'en', up: '', copy: en },
  { lang: 'id', up: '../', copy: id },
]

/** A price as people of this language write it: Rp 489,000 or Rp 489.000. */
export function price(rupiah: number, { lang }: Edition): string {
  return `Rp\u00a0${rupiah.toLocaleString(lang)}`
}

function otherLanguage(file: string, { lang }: Edition): Markup {
  return lang === 'en'
    ? html`<a href="id/${file}" lang="id" hreflang="id">ID<span class="unseen">, Bahasa Indonesia</span></a>`
    : html`<a href="../${file}" lang="en" hreflang="en">EN<span class="unseen">, English</span></a>`
}

interface Page {
  file: string
  title: string
  description: string
  /** Path of the picture that stands for the page, from the shop's root. */
  image: string
  /** What only this page has in its head. */
  head?: Markup
  main: Markup
  /** What stands after the footer. */
  end?: Markup
}

const nothing: Markup = { html: '' }

/** A whole page: head, header, main, footer and the one tag that brings the chat. */
export function frame(page: Page, edition: Edition): string {
  const { lang, up, copy } = edition
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${page.title}</title>
<meta name="description" content="${page.description}">
<meta name="theme-color" content="#fbf7f1">
<meta property="og:site_name" content="Rumah Mode">
<meta property="og:title" content="${page.title}">
<meta property="og:description" content="${page.description}">
<meta property="og:image" content="${up}${page.image}">
<meta property="og:locale" content="${lang === 'en' ? 'en_US' : 'id_ID'}">
${page.head ?? html`<meta property="og:type" content="website">`}
<link rel="icon" type="image/svg+xml" href="${up}images/mark.svg">
<link rel="stylesheet" href="${up}shop.css">
<script type="module" src="${up}shop.js"></script>
<script async src="/sapa.js" data-site="demo"></script>
</head>
<body>
<a class="skip" href="#main">${copy.skip}</a>
<header class="top">
<a class="brand" href="index.html">Rumah Mode</a>
<nav aria-label="${copy.main}">
<a href="index.html#collection">${copy.collection}</a>
<a href="about.html">${copy.about}</a>
</nav>
<div class="tools">
${otherLanguage(page.file, edition)}
<a href="cart.html">${copy.cart} <span class="count" data-count>0</span></a>
</div>
</header>
<main id="main">
${page.main}
</main>
<footer class="foot">
<p class="brand">Rumah Mode</p>
<p>${copy.address}</p>
<p>${copy.demo}</p>
</footer>
${page.end ?? nothing}
</body>
</html>
`.html
}

// The cart: kept in this browser, counted in the header, shown on cart.html.

const key = 'rumah-mode.cart'
let lines = stored()

function stored() {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '[]')
  } catch {
    return [] // storage is denied, or holds what we did not write
  }
}

function keep() {
  try {
    localStorage.setItem(key, JSON.stringify(lines))
  } catch {
    console.info('Rumah Mode: this browser keeps nothing, the cart lasts as long as the page.')
  }
  count()
}

function count() {
  const pieces = lines.reduce((sum, line) => sum + line.quantity, 0)
  for (const place of document.querySelectorAll('[data-count]')) place.textContent = String(pieces)
}

function rupiah(amount) {
  return `Rp\u00a0${amount.toLocaleString(document.documentElement.lang)}`
}

function product(form) {
  const toast = document.querySelector('.toast')
  const text = toast.querySelector('[data-added]')
  const link = toast.querySelector('a')
  let hide = 0

  form.addEventListener('submit', event => {
    event.preventDefault()
    const chosen = new FormData(form)
    const wanted = { sku: form.dataset.sku, colour: chosen.get('colour'), size: chosen.get('size') }
    const same = lines.find(line => Object.keys(wanted).every(name => line[name] === wanted[name]))
    if (same) same.quantity = Math.min(9, same.quantity + 1)
    else lines.push({ ...wanted, quantity: 1 })
    keep()

    text.textContent = text.dataset.added
    link.hidden = false
    toast.classList.add('shown')
    clearTimeout(hide)
    hide = setTimeout(() => {
      toast.classList.remove('shown')
      text.textContent = ''
      link.hidden = true
    }, 6000)
  })
}

function cart(section) {
  const list = section.querySelector('.lines')
  const title = section.querySelector('h1')
  const total = section.querySelector('[data-total]')
  const thanks = section.querySelector('[data-thanks]')

  function add(line) {
    const row = document.querySelector(`template[data-sku="${line.sku}"]`).content.cloneNode(true)
    const item = row.querySelector('.line')
    const sum = row.querySelector('.sum')
    const quantity = row.querySelector('input')
    const price = Number(item.dataset.rupiah)
    for (const choice of row.querySelectorAll('[data-colour], [data-size]')) {
      const { colour, size } = choice.dataset
      if (colour !== line.colour && size !== line.size) choice.remove()
    }
    quantity.value = line.quantity
    sum.textContent = rupiah(price * line.quantity)

    quantity.addEventListener('change', () => {
      line.quantity = Math.min(9, Math.max(1, Math.round(quantity.valueAsNumber) || 1))
      quantity.value = line.quantity
      sum.textContent = rupiah(price * line.quantity)
      keep()
      settle()
    })
    row.querySelector('button').addEventListener('click', () => {
      lines = lines.filter(other => other !== line)
      item.remove()
      keep()
      settle()
      title.focus() // the button that had the focus is gone
    })
    list.append(row)
  }

  function settle() {
    const prices = [...list.children].map(item => Number(item.dataset.rupiah))
    total.textContent = rupiah(lines.reduce((sum, line, at) => sum + prices[at] * line.quantity, 0))
    section.querySelector('[data-empty]').hidden = lines.length > 0
    section.querySelector('[data-filled]').hidden = lines.length === 0
  }

  function show() {
    lines = lines.filter(line => document.querySelector(`template[data-sku="${line.sku}"]`))
    list.replaceChildren()
    lines.forEach(add)
    settle()
  }

  section.querySelector('[data-checkout]').addEventListener('click', () => {
    thanks.textContent = thanks.dataset.thanks
  })
  show()
  return show
}

const form = document.querySelector('#buy')
const section = document.querySelector('[data-cart]')
if (form) product(form)
const show = section ? cart(section) : null
count()

// Another tab changed the cart, or this page came back from the back/forward cache.
function again() {
  lines = stored()
  show?.()
  count()
}
addEventListener('storage', event => event.key === key && again())
addEventListener('pageshow', event => event.persisted && again())

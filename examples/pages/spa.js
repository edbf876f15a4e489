// A router as old as they come: it writes the history and puts a new body in place of the one there was.

const titles = { shirts: 'Shirts', shoes: 'Shoes' }

function show() {
  const at = new URLSearchParams(location.search).get('at') ?? 'shirts'
  const body = document.createElement('body')
  const nav = document.querySelector('nav').cloneNode(true)
  const title = document.createElement('h1')
  title.textContent = document.title = titles[at] ?? 'Nothing here'
  body.append(nav, title)
  document.body.replaceWith(body)
}

document.addEventListener('click', event => {
  const link = event.target.closest?.('a')
  if (!link || link.origin !== location.origin) return
  event.preventDefault()
  history.pushState(null, '', link.href)
  show()
})
addEventListener('popstate', show)
show()

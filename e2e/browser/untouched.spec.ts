import { expect, test } from './stage.ts'

const WATCHED_MS = 10_000

test('[W2] a page nobody touches asks the relay for one file, and keeps, opens and frames nothing', async ({
  relay,
  newPage,
}) => {
  const page = await newPage()
  const asked: string[] = []
  let sockets = 0
  page.on('websocket', () => sockets++)
  await page.context().route('**', async route => {
    const url = route.request().url()
    // The shop's own pages are served by the relay too; they are no part of the tag.
    if (!url.includes('/demo/')) asked.push(url)
    await route.fallback()
  })
  await page.goto(`${relay.url}/demo/pink-blouse.html`)
  await expect(page.getByRole('button', { name: 'Chat' })).toBeVisible()

  const found = await page.evaluate(async ms => {
    // The page's own clock, so that everything it may have planned within the time has run.
    await new Promise(done => setTimeout(done, ms))
    const databases = await indexedDB.databases()
    return {
      cookies: document.cookie,
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
      databases: databases.map(({ name }) => name),
      caches: await caches.keys(),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      frames: document.querySelectorAll('iframe').length,
      globals: Object.keys(window).filter(key => /sapa/i.test(key)),
    }
  }, WATCHED_MS)
  expect(found).toEqual({
    cookies: '',
    local: [],
    session: [],
    databases: [],
    caches: [],
    workers: 0,
    frames: 0,
    globals: ['sapa'],
  })
  expect(asked).toEqual([`${relay.url}/sapa.js`])
  expect(sockets).toBe(0)
  expect(await page.context().cookies()).toEqual([])
})

test('[W2] to hover fetches the chat but opens no socket and keeps nothing', async ({
  relay,
  newPage,
}) => {
  const page = await newPage()
  let sockets = 0
  page.on('websocket', () => sockets++)
  await page.goto(`${relay.url}/demo/`)
  const fetched = page.waitForResponse(/\/assets\/panel-/)
  await page.getByRole('button', { name: 'Chat' }).hover()
  await (await fetched).finished()
  const kept = await page.evaluate(async () => [
    ...Object.keys(localStorage),
    ...Object.keys(sessionStorage),
    ...(await indexedDB.databases()),
  ])
  expect({ kept, sockets }).toEqual({ kept: [], sockets: 0 })
})

test('[W9] the launcher leaves the buy button free, on a phone too', { tag: '@phone' }, async ({
  visitor,
}) => {
  const { page, launcher } = await visitor()
  const buy = page.getByRole('button', { name: 'Add to cart' }).filter({ visible: true })
  const [ours, theirs] = [await launcher.boundingBox(), await buy.boundingBox()]
  if (!ours || !theirs) throw new Error('expected both buttons on the screen')
  const apart =
    ours.y + ours.height <= theirs.y ||
    theirs.y + theirs.height <= ours.y ||
    ours.x >= theirs.x + theirs.width
  expect(apart).toBe(true)
})

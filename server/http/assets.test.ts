import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createScene } from '../scene.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sapa-http-'))
  await writeFile(join(root, 'secret.txt'), 'secret')
  const files = {
    'dist/sapa.js': 'loader',
    'dist/sapa.js.br': 'squeezed',
    'dist/console.html': '<!doctype html>',
    'dist/assets/client-Ab12.js': 'client',
    'dist/assets/style.css': 'css',
    'dist/assets/.env.txt': 'hidden',
    // Names that mean a folder or a drive on Windows.
    'dist/assets/back\\slash.txt': 'hidden',
    'dist/assets/co:lon.txt': 'hidden',
    'dist/assets/source.ts': 'hidden',
    'shop/index.html': '<!doctype html><title>Rumah Mode</title>',
    'shop/cart.html': 'cart',
    'shop/images/mark.svg': '<svg/>',
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(root, path, '..'), { recursive: true })
    await writeFile(join(root, path), text)
  }
})
afterEach(() => rm(root, { recursive: true }))

const scene = () => createScene({ dist: join(root, 'dist'), storefront: join(root, 'shop') })

test('[W1] the loader is open to every page and kept for five minutes', async () => {
  const { get } = await scene()
  const answer = await get('/sapa.js')
  expect([answer.status, await answer.text()]).toEqual([200, 'loader'])
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'access-control-allow-origin': '*',
    'cache-control': 'public, max-age=300',
    'content-type': 'text/javascript; charset=utf-8',
    'cross-origin-resource-policy': 'cross-origin',
    vary: 'Accept-Encoding',
  })
})

test('[W3] a browser that takes brotli gets what the build compressed', async () => {
  const { get } = await scene()
  const take = (accept: string) => get('/sapa.js', { headers: { 'Accept-Encoding': accept } })
  const squeezed = await take('gzip, deflate, br, zstd')
  expect([squeezed.headers.get('content-encoding'), await squeezed.text()]).toEqual([
    'br',
    'squeezed',
  ])
  expect(squeezed.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  for (const accept of ['gzip', 'br;q=0', 'br; q=0.0']) {
    expect([accept, await (await take(accept)).text()]).toEqual([accept, 'loader'])
  }
  const plain = await get('/assets/style.css', { headers: { 'Accept-Encoding': 'br' } })
  expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, 'css'])
})

test('[W4] hashed parts are kept for ever', async () => {
  const { get } = await scene()
  const answer = await get('/assets/client-Ab12.js')
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
})

test('a browser that has the loader already is told so without a body, until the build changes it', async () => {
  const { get } = await scene()
  const etag = (await get('/sapa.js')).headers.get('etag') ?? ''
  const again = () => get('/sapa.js', { headers: { 'If-None-Match': `W/"other", ${etag}` } })
  const same = await again()
  expect([same.status, await same.text()]).toEqual([304, ''])
  expect(same.headers.get('access-control-allow-origin')).toBe('*')
  await writeFile(join(root, 'dist/sapa.js'), 'another loader')
  expect(await (await again()).text()).toBe('another loader')
})

test.each([
  '/assets/../secret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/assets/%2e%2e/%2e%2e/secret.txt',
  '/assets/..%5c..%5csecret.txt',
  '/assets/.env.txt',
  '/assets/%2eenv.txt',
  '/assets/back%5cslash.txt',
  '/assets/co:lon.txt',
  '/assets/source.ts',
  '/assets/x%00.js',
  '/assets/%zz',
  '/assets/',
  '/assets',
  '/demo/..%2fsecret.txt',
  '/demo/../secret.txt',
])('[P] %s reaches no file', async path => {
  const answer = await (await scene()).get(path)
  expect(answer.status).toBe(404)
  expect(await answer.text()).not.toMatch(/secret"|hidden/)
})

test('[P] a link out of the folder is not followed', async () => {
  await symlink(join(root, 'secret.txt'), join(root, 'dist/assets/link.txt'))
  expect((await (await scene()).get('/assets/link.txt')).status).toBe(404)
})

test('[C] the console is never embedded, runs only its own scripts and is asked for anew each time', async () => {
  const { get } = await scene()
  const answer = await get('/console')
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(answer.headers.get('cache-control')).toBe('no-cache')
  const policy = answer.headers.get('content-security-policy')
  expect(policy).toContain("default-src 'self'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).toContain("require-trusted-types-for 'script'")
  expect(policy).not.toContain('unsafe')
  expect((await get('/')).headers.get('location')).toBe('/console')
})

test('a missing build is said plainly', async () => {
  const { get } = await createScene({ dist: join(root, 'none') })
  for (const path of ['/sapa.js', '/console', '/assets/x.js']) {
    const answer = await get(path)
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({ detail: expect.stringContaining('npm run build') })
  }
})

test('the demo shop is served under a policy without unsafe-inline, its pages also without .html', async () => {
  const { get } = await scene()
  const home = await get('/demo/')
  expect(await home.text()).toContain('Rumah Mode')
  expect(home.headers.get('content-security-policy')).not.toContain('unsafe')
  expect((await get('/demo')).headers.get('location')).toBe('/demo/')
  expect(await (await get('/demo/cart')).text()).toBe('cart')
  const image = await get('/demo/images/mark.svg')
  expect(image.headers.get('content-type')).toBe('image/svg+xml')
  expect((await get('/demo/none')).status).toBe(404)
})

test('a relay without a demo shop serves none', async () => {
  const { get } = await createScene({ storefront: null })
  expect((await get('/demo/')).status).toBe(404)
})

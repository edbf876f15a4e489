import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Window } from 'happy-dom'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const src = 'https://chat.shop.example/sapa.js'
let browser: Window

/** What the loader does: answers what waits, and stands where the stub stood. */
function arrive(site = 'shop'): unknown[][] {
  const calls: unknown[][] = []
  const page = browser as unknown as { sapa: { q: unknown[][] } }
  const run = (...call: unknown[]) => {
    const last = call.at(-1) as { q?: [(value: unknown) => void] } | undefined
    calls.push(last?.q ? call.slice(0, -1) : call)
    last?.q?.[0]('done')
    return Promise.resolve('done')
  }
  const { q } = page.sapa
  Object.assign(browser, { sapa: Object.assign(run, { site }) })
  for (const call of q) run(...call)
  return calls
}
const tags = () => [...browser.document.querySelectorAll('script')]
/** A page of its own, and the modules as they are when it is new. */
async function fresh() {
  vi.resetModules()
  return { ...(await import('./sapa.ts')), ...(await import('./mounted.ts')) }
}

beforeEach(() => {
  browser = new Window({
    url: 'https://shop.example/',
    settings: { disableJavaScriptFileLoading: true, handleDisabledFileLoadingAsSuccess: true },
  })
  vi.stubGlobal('window', browser)
  vi.stubGlobal('document', browser.document)
})
afterEach(async () => {
  vi.unstubAllGlobals()
  await browser.happyDOM.close()
})

test('[A] the package and its components are imported where there is no DOM; to call there is refused', () => {
  const here = fileURLToPath(new URL('.', import.meta.url))
  const program = `
    const { load, sapa } = await import('./sapa.ts')
    await import('./react.ts')
    await import('./vue.ts')
    const said = []
    try { load({ src: 'x', site: 'y' }) } catch (error) { said.push(error.message) }
    await sapa('open').catch(error => said.push(error.message))
    console.log(said.join('\\n'))`
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: here,
    encoding: 'utf8',
  })
  expect(said).toBe(
    "sapa: load expects a browser; call it where only a browser comes\nsapa('open'): expected a browser, this is a server\n",
  )
})

test('[W1] load puts one tag with its options, nonce and hash on the page, however often it is called', async () => {
  const { load, sapa } = await fresh()
  const options = { src, site: 'shop', color: '#a0305c', text: undefined }
  const given = load({ ...options, nonce: 'n0nce', integrity: 'sha384-abc' })
  expect(load(options)).toBe(given)
  expect(given).toBe(sapa)
  const [tag, ...more] = tags()
  expect(more).toEqual([])
  expect({ ...tag?.dataset }).toEqual({ site: 'shop', color: '#a0305c' })
  expect(tag).toMatchObject({
    src,
    nonce: 'n0nce',
    integrity: 'sha384-abc',
    crossOrigin: 'anonymous',
  })
  expect(() => load({ src, site: 'other' })).toThrow(/expected site "shop", which this page has/)
})

test('[A] what is called before load and before the loader is there is answered by the loader', async () => {
  const { load, sapa } = await fresh()
  const early = sapa('compose', 'Hello')
  load({ src, site: 'shop' })
  const later = sapa('open')
  const calls = arrive()
  await expect(Promise.all([early, later, sapa('close')])).resolves.toEqual([
    'done',
    'done',
    'done',
  ])
  expect(calls).toEqual([['compose', 'Hello'], ['open'], ['close']])
  load({ src, site: 'shop' })
  expect(tags()).toHaveLength(1)
})

test('[A] a loader that cannot be fetched rejects what waited, and the next load tries again', async () => {
  const { load, sapa } = await fresh()
  load({ src, site: 'shop' })
  const call = sapa('open')
  tags()[0]?.dispatchEvent(new browser.Event('error'))
  await expect(call).rejects.toThrow(`sapa('open'): ${src} could not be loaded`)
  expect(tags()).toEqual([])
  load({ src, site: 'shop' })
  expect(tags()).toHaveLength(1)
})

test('[A] a component that goes shuts the chat down; one that comes back at once, or a second one, does not', async () => {
  const { mounted } = await fresh()
  const turn = () => new Promise(done => setTimeout(done))
  const leave = mounted({ src, site: 'shop' })
  const calls = arrive()
  leave()
  const again = mounted({ src, site: 'shop' })
  const second = mounted({ src, site: 'shop' })
  again()
  again()
  await turn()
  expect(calls).toEqual([])
  second()
  await turn()
  expect(calls).toEqual([['shutdown']])
  const back = mounted({ src, site: 'shop' })
  expect(calls.at(-1)).toEqual(['start', { site: 'shop' }])
  mounted({ src, site: 'shop', color: 'red' })
  expect(calls.at(-1)).toEqual(['start', { site: 'shop', color: 'red' }])
  back()
})

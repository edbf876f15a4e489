import { type Browser, chromium } from '@playwright/test'
import lighthouse from 'lighthouse'
import { serveElsewhere } from '../e2e/browser/elsewhere.ts'
import { chromiumArgs, findChromium } from '../e2e/chromium.ts'
import { startRelay } from '../e2e/relay.ts'
import { figuresOf, host, round, table } from './figures.ts'

/** Loads of each page, and how many of them Lighthouse judges. */
const LOADS = 10
const JUDGED = 5
/** Chrome's "Slow 4G", and a phone a quarter as fast as this machine. */
const CPU_RATE = 4
const SLOW_4G = {
  offline: false,
  latency: 562.5,
  downloadThroughput: (1.6e6 / 8) * 0.9,
  uploadThroughput: (750e3 / 8) * 0.9,
}
/** After the page has loaded, for what comes when the browser is idle. */
const SETTLE_MS = 3_000
/** What the tag may add: its one file with headers, and nothing that a visitor feels. */
const BAR = { requests: 1, bytes: 2_500, longTasks: 0, lcpMs: 100, cls: 0.001, score: 1 }

interface Load {
  requests: number
  bytes: number
  scriptMs: number
  longTasks: number
  longTaskMs: number
  lcpMs: number
  cls: number
}

/** One load in a browser that has seen nothing before. */
async function loadOf(browser: Browser, url: string): Promise<Load> {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } })
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  let requests = 0
  let bytes = 0
  cdp.on('Network.requestWillBeSent', () => requests++)
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await cdp.send('Network.enable')
  await cdp.send('Performance.enable')
  await cdp.send('Network.emulateNetworkConditions', SLOW_4G)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_RATE })
  await page.goto(url, { waitUntil: 'load' })
  const seen = await page.evaluate(async ms => {
    await new Promise(done => setTimeout(done, ms))
    const entries = (type: string) =>
      new Promise<PerformanceEntry[]>(resolve => {
        const none = setTimeout(() => resolve([]), 100)
        new PerformanceObserver(list => {
          clearTimeout(none)
          resolve(list.getEntries())
        }).observe({ type, buffered: true })
      })
    const long = await entries('longtask')
    const shifts = (await entries('layout-shift')) as (PerformanceEntry & { value: number })[]
    return {
      longTasks: long.length,
      longTaskMs: long.reduce((sum, { duration }) => sum + duration, 0),
      lcpMs: (await entries('largest-contentful-paint')).at(-1)?.startTime ?? Number.NaN,
      cls: shifts.reduce((sum, { value }) => sum + value, 0),
    }
  }, SETTLE_MS)
  const { metrics } = await cdp.send('Performance.getMetrics')
  const scripting = metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN
  await context.close()
  return { requests, bytes, scriptMs: scripting * 1000, ...seen }
}

/** Lighthouse's performance, 0–100, of a phone. */
async function scoreOf(url: string, port: number): Promise<number> {
  const result = await lighthouse(url, {
    port,
    logLevel: 'error',
    onlyCategories: ['performance'],
  })
  return (result?.lhr.categories.performance?.score ?? Number.NaN) * 100
}

const median = (samples: number[]) => figuresOf(samples).p50

const relay = await startRelay()
const shops = {
  without: await serveElsewhere({ relay: relay.url, tag: false }),
  with: await serveElsewhere({ relay: relay.url }),
}
const executablePath = findChromium()
const PORT = 9_200 + (process.pid % 500)
const browser = await chromium.launch({
  args: [...chromiumArgs, `--remote-debugging-port=${PORT}`],
  ...(executablePath && { executablePath }),
})
const loads = { without: [] as Load[], with: [] as Load[] }
const scores = { without: [] as number[], with: [] as number[] }
const arms = ['without', 'with'] as const
// They take turns, so that whatever else the machine does meets both; the first of each warms up.
for (const arm of arms) await loadOf(browser, `${shops[arm].origin}/index.html`)
for (let i = 0; i < LOADS; i++)
  for (const arm of arms) {
    loads[arm].push(await loadOf(browser, `${shops[arm].origin}/index.html`))
    if (i < JUDGED) scores[arm].push(await scoreOf(`${shops[arm].origin}/index.html`, PORT))
  }
await browser.close()
for (const arm of arms) await shops[arm].close()
await relay.remove()

const of = (arm: 'without' | 'with', what: keyof Load) =>
  round(median(loads[arm].map(load => load[what])))
const rows = (
  [
    ['requests', 'requests'],
    ['bytes', 'bytes'],
    ['scripting, ms', 'scriptMs'],
    ['long tasks', 'longTasks'],
    ['long tasks, ms', 'longTaskMs'],
    ['LCP, ms', 'lcpMs'],
    ['CLS', 'cls'],
  ] as const
).map(([name, what]) => {
  const [before, after] = [of('without', what), of('with', what)]
  // Of turns that stood side by side: what else the machine did meanwhile met both.
  const pairs = loads.with.map((load, i) => load[what] - (loads.without[i]?.[what] ?? Number.NaN))
  return { name, what, before, after, more: round(median(pairs)) }
})
const [scoreBefore, scoreAfter] = [median(scores.without), median(scores.with)]
const more = Object.fromEntries(rows.map(row => [row.what, row.more])) as unknown as Load
const broken = [
  more.requests > BAR.requests && 'requests',
  more.bytes > BAR.bytes && 'bytes',
  more.longTasks > BAR.longTasks && 'long tasks',
  more.lcpMs > BAR.lcpMs && 'LCP',
  more.cls > BAR.cls && 'CLS',
  scoreBefore - scoreAfter > BAR.score && 'Lighthouse',
].filter(Boolean)

const { cores, cpu, node } = host()
console.log(`What the tag costs the demo shop before anybody touches it.

A fresh browser loads the shop without and with the tag in turns, ${LOADS} times each, the processor slowed ${CPU_RATE} times, on Slow 4G
(${SLOW_4G.latency} ms, 1.4 Mbit/s), the relay on an origin of its own; until ${SETTLE_MS / 1000} s after load. Medians, the last column of the differences turn by turn. Lighthouse: performance
on a phone, median of ${JUDGED} each. ${cores} cores (${cpu}), Node ${node}.
`)
console.log(
  table([
    ['', 'without', 'with', 'more'],
    ...rows.map(({ name, before, after, more }) => [name, before, after, more]),
    ['Lighthouse performance', scoreBefore, scoreAfter, scoreAfter - scoreBefore],
  ]),
)
const within = broken.length === 0
console.log(`\n${within ? 'Within the bar' : `NOT within the bar: ${broken.join(', ')}`}`)
console.log(
  JSON.stringify({
    bench: 'page',
    loads: LOADS,
    more,
    lighthouse: { without: scoreBefore, with: scoreAfter },
    bar: BAR,
    withinBar: within,
    cores,
    node,
  }),
)
process.exit(within ? 0 : 1)

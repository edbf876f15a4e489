import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureChromium } from './browser-setup.ts'
import { compiled } from './relay.ts'

/** `npm test`: everything that must hold, one line a step, and at the end `N passed, M failed`. */

interface Counts {
  passed: number
  failed: number
}

interface Step {
  name: string
  command: string[]
  /** Reads how many tests passed and failed from the report file; a step without one is a single test. */
  count?: (report: string) => Counts
  env?: Record<string, string>
}

const report = join(tmpdir(), `sapa-report-${process.pid}.json`)

function vitestCounts(text: string): Counts {
  const { numPassedTests, numFailedTests, success } = JSON.parse(text) as {
    numPassedTests: number
    numFailedTests: number
    success: boolean
  }
  // A file that cannot even be loaded has no failed test of its own.
  const failed = numFailedTests || (success ? 0 : 1)
  return { passed: numPassedTests, failed }
}

function playwrightCounts(text: string): Counts {
  const { stats, errors } = JSON.parse(text) as {
    stats: { expected: number; unexpected: number; flaky: number }
    errors: unknown[]
  }
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length }
}

const vitest = (...args: string[]) => [
  'vitest',
  'run',
  '--reporter=default',
  '--silent=passed-only',
  '--reporter=json',
  `--outputFile=${report}`,
  ...args,
]

const steps: Step[] = [
  { name: 'types', command: ['tsc', '-p', '.'] },
  { name: 'lint and import rules', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'nothing unused', command: ['knip'] },
  { name: 'browser build', command: ['vite', 'build', '--app', '--logLevel', 'warn'] },
  { name: 'sizes within budget', command: ['size-limit'] },
  { name: 'npm package', command: ['npm', 'run', 'build:npm'] },
  { name: 'npm package is as npm and its types want it', command: ['npm', 'run', 'check:npm'] },
  { name: 'units and contracts', command: vitest(), count: vitestCounts },
  { name: 'simulator, 300 seeds', command: ['node', 'e2e/sim/run.ts', '--seeds', '300'] },
  {
    name: 'faults',
    command: vitest('--config', 'e2e/faults/vitest.config.ts'),
    count: vitestCounts,
  },
  {
    name: 'browser',
    command: ['playwright', 'test', '--reporter=line,json'],
    count: playwrightCounts,
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  },
]

/** Of a failed step's output: its end, where the failures stand. */
const LINES_SHOWN = 200

const say = (line: string) => void process.stdout.write(`${line}\n`)

/** Runs a command to its end; resolves with what it wrote and whether it succeeded. */
function run({ command, env }: Step): Promise<{ ok: boolean; output: string }> {
  const [program = '', ...args] = command
  return new Promise(resolve => {
    let output = ''
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', NODE_COMPILE_CACHE: compiled, ...env },
    })
    const heard = (chunk: Buffer) => {
      output += chunk
    }
    child.stdout.on('data', heard)
    child.stderr.on('data', heard)
    child.once('error', error => resolve({ ok: false, output: String(error) }))
    child.once('close', code => resolve({ ok: code === 0, output }))
  })
}

function countsOf({ count }: Step, ok: boolean): Counts {
  const single = { passed: Number(ok), failed: Number(!ok) }
  if (!count) return single
  try {
    const counts = count(readFileSync(report, 'utf8'))
    return ok || counts.failed ? counts : { ...counts, failed: 1 }
  } catch {
    return { passed: 0, failed: 1 } // it ended before it could write its report
  }
}

const total: Counts = { passed: 0, failed: 0 }
const wanted = process.argv.slice(2)
const chosen = steps.filter(({ name }) => !wanted.length || wanted.some(w => name.startsWith(w)))
const chromium = chosen.some(({ name }) => name === 'browser') ? ensureChromium(say) : null
for (const step of chosen) {
  const started = performance.now()
  rmSync(report, { force: true })
  const env = { ...step.env, ...(chromium && { SAPA_CHROMIUM: chromium }) }
  const { ok, output } = await run({ ...step, env })
  const { passed, failed } = countsOf(step, ok)
  total.passed += passed
  total.failed += failed
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  say(
    `${failed ? 'FAILED' : 'ok'}  ${step.name}: ${passed} passed, ${failed} failed in ${seconds} s`,
  )
  if (failed) say(output.split('\n').slice(-LINES_SHOWN).join('\n'))
}
rmSync(report, { force: true })
say(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed || total.passed === 0 ? 1 : 0

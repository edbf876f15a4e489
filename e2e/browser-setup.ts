import { spawnSync } from 'node:child_process'
import { findChromium, findWhole } from './chromium.ts'

const MINUTES = 60_000

/** Finds a browser for the tests, or gets one: by Playwright, else by the package manager. Says in one line what it did. */
export function ensureChromium(say: (line: string) => void): string | null {
  const present = findChromium()
  if (present && findWhole()) {
    say(`browser: found ${present}`)
    return present
  }
  const run = (command: string, args: string[], timeout: number) =>
    spawnSync(command, args, { stdio: 'ignore', timeout }).status === 0
  if (run('npx', ['playwright', 'install', 'chromium'], 2 * MINUTES) && findChromium()) {
    say('browser: installed Chromium by Playwright')
    return findChromium()
  }
  const apt = (...args: string[]) => run('apt-get', args, 8 * MINUTES)
  if (apt('update'))
    for (const names of [['chromium-headless-shell', 'chromium'], ['chromium']])
      if (apt('install', '-y', '--no-install-recommends', ...names)) {
        say(`browser: installed ${names.join(' and ')} by apt-get`)
        return findChromium()
      }
  say('browser: none found and none could be installed; install Chromium or set SAPA_CHROMIUM')
  return null
}

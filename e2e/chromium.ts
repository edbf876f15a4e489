import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

/** The shell first: it has no window to draw, and takes a third less of the machine. */
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
]
const macs = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Arguments for a quiet browser that reaches nothing but the pages under test. */
export const chromiumArgs: string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Path of a Chromium or Chrome on this machine: `SAPA_CHROMIUM`, else an installed one, else Playwright's; null when there is none. */
export function findChromium(env: Record<string, string | undefined> = process.env): string | null {
  if (env.SAPA_CHROMIUM) return env.SAPA_CHROMIUM
  const folders = [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin']
  const installed = folders.flatMap(folder => names.map(name => join(folder, name)))
  return [...installed, ...macs, chromium.executablePath()].find(path => existsSync(path)) ?? null
}

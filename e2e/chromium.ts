import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

/** Has no window to draw and takes a third less of the machine; keeps no page for the way back. */
const shells = ['chromium-headless-shell']
const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
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

/** Path of a Chromium or Chrome on this machine: `SAPA_CHROMIUM`, else an installed one, a shell before others; null when there is none. */
export function findChromium(env: Env = process.env): string | null {
  return env.SAPA_CHROMIUM ?? find(shells, env) ?? findWhole(env)
}

/** The same, but no shell. */
export function findWhole(env: Env = process.env): string | null {
  return find(names, env) ?? [...macs, chromium.executablePath()].find(existsSync) ?? null
}

type Env = Record<string, string | undefined>

function find(among: string[], env: Env): string | undefined {
  const folders = [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin']
  return folders.flatMap(folder => among.map(name => join(folder, name))).find(existsSync)
}

import { z } from 'zod'

/** Everything an operator may choose; read once at the start. */
export interface Config {
  /** 0 takes a free port. */
  port: number
  host: string
  /** Where people reach the relay, without a slash at the end; null means the port it listens on. */
  url: string | null
  /** Path of the SQLite file. */
  file: string
  trustProxy: boolean
  demo: boolean
  /** E-mail address of the account that the first start's link makes; null means `owner@` the relay's host. */
  owner: string | null
  /** The relay's clock stands still and is moved by the process that started it; never in production. */
  testClock: boolean
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
}

/** `problems` holds one line for each wrong setting: its name, what was given, what was expected. */
export type ConfigAnswer = { ok: true; config: Config } | { ok: false; problems: string[] }

const flag = (fallback: boolean) =>
  z
    .enum(['on', 'off', 'true', 'false', '1', '0', 'yes', 'no'], 'on or off')
    .transform(given => ['on', 'true', '1', 'yes'].includes(given))
    .default(fallback)

const environment = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'a port between 0 and 65535, where 0 takes a free one')
    .transform(Number)
    .refine(port => port <= 65_535, 'a port between 0 and 65535, where 0 takes a free one')
    .default(8080),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'an address or a host name to listen on, such as 127.0.0.1 or 0.0.0.0')
    .default('127.0.0.1'),
  SAPA_URL: z
    .string()
    .refine(isBase, 'an address without a path, such as https://chat.shop.example')
    .transform(given => new URL(given).origin)
    .nullable()
    .default(null),
  SAPA_DATA: z.string().default('./data'),
  DATABASE_URL: z.string().check(databaseUrl).nullable().default(null),
  TRUST_PROXY: flag(false),
  SAPA_DEMO: flag(true),
  SAPA_OWNER: z
    .string()
    .toLowerCase()
    .regex(/^[^\s@]+@[^\s@]+$/, 'an e-mail address, such as owner@shop.example')
    .nullable()
    .default(null),
  SAPA_TEST_CLOCK: flag(false),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'fatal, error, warn, info, debug, trace or silent',
    )
    .default('info'),
})

const names = Object.keys(environment.shape)

/** Reads the settings from the environment and finds every fault in one go; an empty value counts as not given. */
export function readConfig(env: Record<string, string | undefined>): ConfigAnswer {
  const given = Object.fromEntries(
    Object.entries(env)
      .map(([name, value]) => [name, value?.trim()])
      .filter(([, value]) => value),
  )
  const strangers = Object.keys(given)
    .filter(name => name.startsWith('SAPA_') && !names.includes(name))
    .map(name => `${name}: no such setting; did you mean ${nearest(name)}?`)
  const parsed = environment.safeParse(given)
  const faults = (parsed.error?.issues ?? []).map(({ path, message }) => {
    const name = String(path[0])
    return `${name}: given ${JSON.stringify(shown(name, given[name] ?? ''))}, expected ${message}`
  })
  const clock = parsed.success ? clockFaults(parsed.data, env.NODE_ENV) : []
  const problems = [...faults, ...strangers, ...clock]
  if (!parsed.success || problems.length) return { ok: false, problems }
  const chosen = parsed.data
  return {
    ok: true,
    config: {
      port: chosen.PORT,
      host: chosen.HOST,
      url: chosen.SAPA_URL,
      file:
        chosen.DATABASE_URL?.replace(SQLITE, '') ??
        `${chosen.SAPA_DATA.replace(/\/+$/, '')}/sapa.db`,
      trustProxy: chosen.TRUST_PROXY,
      demo: chosen.SAPA_DEMO,
      owner: chosen.SAPA_OWNER,
      testClock: chosen.SAPA_TEST_CLOCK,
      logLevel: chosen.LOG_LEVEL,
    },
  }
}

const LOOPBACK = /^(127(\.\d{1,3}){3}|::1|localhost)$/

/** A clock that stands still would keep every visitor waiting for ever: only a test on this machine may have one. */
function clockFaults(
  { SAPA_TEST_CLOCK, HOST }: z.infer<typeof environment>,
  nodeEnv: string | undefined,
): string[] {
  if (!SAPA_TEST_CLOCK) return []
  const faults: string[] = []
  if (nodeEnv !== 'test') faults.push('NODE_ENV=test')
  if (!LOOPBACK.test(HOST)) faults.push('a loopback HOST such as 127.0.0.1')
  return faults.map(what => `SAPA_TEST_CLOCK: given "on", expected off; it needs ${what}`)
}

const SQLITE = /^(sqlite|file):(\/\/(?=\/))?/i

function databaseUrl(ctx: z.core.ParsePayload<string>): void {
  const input = ctx.value
  const fault = (message: string) => ctx.issues.push({ code: 'custom', message, input })
  if (/^postgres(ql)?:/i.test(input)) {
    fault(
      'sqlite:PATH, such as sqlite:./data/sapa.db; this version of Sapa does not support PostgreSQL yet',
    )
  } else if (!SQLITE.test(input) || input.replace(SQLITE, '') === '') {
    fault('sqlite:PATH or file:PATH, such as sqlite:./data/sapa.db')
  }
}

/** A database address may hold a password, which no log needs. */
function shown(name: string, value: string): string {
  return name === 'DATABASE_URL' ? value.replace(/\/\/[^@/]*@/, '//…@') : value
}

function isBase(given: string): boolean {
  if (!URL.canParse(given)) return false
  const url = new URL(given)
  const bare = url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password
  return bare && (url.protocol === 'https:' || url.protocol === 'http:')
}

function nearest(name: string): string {
  const known = names.filter(candidate => candidate.startsWith('SAPA_'))
  const [first] = known.sort((a, b) => distance(name, a) - distance(name, b))
  return first ?? 'SAPA_URL'
}

/** Levenshtein distance: how many letters to add, drop or change. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (const [i, x] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, y] of [...b].entries()) {
      const changed = (row[j] ?? 0) + (x === y ? 0 : 1)
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

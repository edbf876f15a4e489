import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

function problems(env: Record<string, string>): string[] {
  const answer = readConfig(env)
  return answer.ok ? [] : answer.problems
}

test('an empty environment is a working relay on 127.0.0.1:8080 with its file in ./data', () => {
  expect(readConfig({ PORT: '', PATH: '/bin', NODE_ENV: 'production' })).toEqual({
    ok: true,
    config: {
      port: 8080,
      host: '127.0.0.1',
      url: null,
      file: './data/sapa.db',
      trustProxy: false,
      demo: true,
      owner: null,
      testClock: false,
      logLevel: 'info',
    },
  })
})

test('every setting is read', () => {
  const answer = readConfig({
    PORT: '0',
    HOST: '0.0.0.0',
    SAPA_URL: 'https://Chat.Shop.example/',
    SAPA_DATA: '/srv/sapa',
    TRUST_PROXY: '1',
    SAPA_DEMO: 'off',
    SAPA_OWNER: 'Sari@Shop.example',
    LOG_LEVEL: 'warn',
  })
  expect(answer.ok && answer.config).toEqual({
    port: 0,
    host: '0.0.0.0',
    url: 'https://chat.shop.example',
    file: '/srv/sapa/sapa.db',
    trustProxy: true,
    demo: false,
    owner: 'sari@shop.example',
    testClock: false,
    logLevel: 'warn',
  })
})

test.each([
  ['sqlite:./x.db', './x.db'],
  ['sqlite:/var/x.db', '/var/x.db'],
  ['file:///var/x.db', '/var/x.db'],
  ['file:x.db', 'x.db'],
])('DATABASE_URL %s means the file %s', (given, file) => {
  const answer = readConfig({ DATABASE_URL: given, SAPA_DATA: 'elsewhere' })
  expect(answer.ok && answer.config.file).toBe(file)
})

test('every fault is named at once, with what was given and what was expected', () => {
  expect(
    problems({
      PORT: '70000',
      HOST: 'a b',
      SAPA_URL: 'https://shop.example/chat',
      TRUST_PROXY: 'maybe',
      SAPA_OWNER: 'sari',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://x',
    }),
  ).toEqual([
    'PORT: given "70000", expected a port between 0 and 65535, where 0 takes a free one',
    'HOST: given "a b", expected an address or a host name to listen on, such as 127.0.0.1 or 0.0.0.0',
    'SAPA_URL: given "https://shop.example/chat", expected an address without a path, such as https://chat.shop.example',
    'DATABASE_URL: given "mysql://x", expected sqlite:PATH or file:PATH, such as sqlite:./data/sapa.db',
    'TRUST_PROXY: given "maybe", expected on or off',
    'SAPA_OWNER: given "sari", expected an e-mail address, such as owner@shop.example',
    'LOG_LEVEL: given "loud", expected fatal, error, warn, info, debug, trace or silent',
  ])
})

test('PostgreSQL is refused with what to use instead, and its password is not repeated', () => {
  const [line] = problems({ DATABASE_URL: 'postgres://sapa:secret@db/sapa' })
  expect(line).toContain('does not support PostgreSQL')
  expect(line).toContain('sqlite:./data/sapa.db')
  expect(line).not.toContain('secret')
})

test('an unknown SAPA_ name is an error that suggests the nearest one', () => {
  expect(problems({ SAPA_DEMOS: 'off', SAPA_ULR: 'x' })).toEqual([
    'SAPA_DEMOS: no such setting; did you mean SAPA_DEMO?',
    'SAPA_ULR: no such setting; did you mean SAPA_URL?',
  ])
})

test('a test clock needs NODE_ENV=test and a loopback address, or the relay does not start', () => {
  const clock = { SAPA_TEST_CLOCK: 'on' }
  const needs = (env: Record<string, string>) => {
    const answer = readConfig({ ...clock, ...env })
    return answer.ok ? answer.config.testClock : answer.problems
  }
  const mode = 'SAPA_TEST_CLOCK: given "on", expected off; it needs NODE_ENV=test'
  const host =
    'SAPA_TEST_CLOCK: given "on", expected off; it needs a loopback HOST such as 127.0.0.1'
  expect(needs({})).toEqual([mode])
  expect(needs({ NODE_ENV: 'production', HOST: '0.0.0.0' })).toEqual([mode, host])
  for (const HOST of ['0.0.0.0', '::', '10.0.0.7', 'chat.shop.example', '127.0.0.1.evil.example'])
    expect(needs({ NODE_ENV: 'test', HOST }), HOST).toEqual([host])
  for (const HOST of ['127.0.0.1', '127.0.1.1', '::1', 'localhost'])
    expect(needs({ NODE_ENV: 'test', HOST }), HOST).toBe(true)
})

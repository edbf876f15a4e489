import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { apiExamples } from '../e2e/browser/examples.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const code = apiExamples()
  .map(example => example.code)
  .join('\n')
const declared = readFileSync(join(root, 'widget/api/sapa.ts'), 'utf8')
const block = (name: string) =>
  new RegExp(`^export interface ${name} {\\n([\\s\\S]*?)^}`, 'm').exec(declared)?.[1] ?? ''

test('[A] every verb, event and fact of the declaration has an example', () => {
  const verbs = [...block('Sapa').matchAll(/verb: ([^,)]+)/g)].flatMap(([, names = '']) => [
    ...names.matchAll(/'(\w+)'/g),
  ])
  const names = verbs.map(([, name]) => `sapa('${name}'`)
  expect(names.length).toBe(26)
  expect(names.filter(name => !code.includes(name))).toEqual([])
  const keys = (of: string) => [...block(of).matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name)
  expect(keys('Events')).toHaveLength(13)
  expect(keys('Events').filter(name => !new RegExp(`'on(ce)?', '${name}'`).test(code))).toEqual([])
  expect(keys('Facts')).toHaveLength(5)
  expect(keys('Facts').filter(name => !code.includes(`'get', '${name}'`))).toEqual([])
})

test('[A] the examples are what the declaration allows', () => {
  const folder = mkdtempSync(join(root, 'docs/.examples-'))
  try {
    const bodies = apiExamples().map((example, i) => `async function e${i}() {\n${example.code}}\n`)
    const file = join(folder, 'examples.ts')
    const header = `import type { Sapa } from '../../widget/api/sapa.ts'\ndeclare const sapa: Sapa\n`
    const wrong = `async function no() {\n// @ts-expect-error a verb that there is not\nawait sapa('shout')\n}\n`
    writeFileSync(file, `${header}${bodies.join('')}${wrong}`)
    const project = join(folder, 'tsconfig.json')
    writeFileSync(project, JSON.stringify({ extends: '../../tsconfig.json', include: [file] }))
    const { stdout, status } = spawnSync(process.execPath, [
      join(root, 'node_modules/typescript/bin/tsc'),
      '-p',
      project,
    ])
    expect([String(stdout), status]).toEqual(['', 0])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

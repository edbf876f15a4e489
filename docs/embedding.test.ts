import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { snippets } from '../console/settings/snippets.ts'
import { createProofs } from '../server/auth/identity.ts'
import { createMemoryStore } from '../server/store/memory.ts'

const text = readFileSync(new URL('./embedding.md', import.meta.url), 'utf8')
const SECRET = 'secret-of-the-shop-secret-of-the-shop'
const folder = mkdtempSync(join(tmpdir(), 'sapa-docs-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('the console shows the snippets of the document', () => {
  for (const { text: snippet } of Object.values(snippets)) expect(text).toContain(snippet)
})

const ways = [
  [
    'node',
    'js sapa-token.js',
    'sapa-token.mjs',
    process.execPath,
    (file: string) => [
      '--input-type=module',
      '-e',
      `import { sapaToken } from ${JSON.stringify(file)}; process.stdout.write(sapaToken({ id: 7, name: 'Dewi', email: 'dewi@mail.example' }))`,
    ],
  ],
  [
    'python',
    'python sapa_token.py',
    'sapa_token.py',
    'python3',
    () => [
      '-c',
      "import sapa_token; print(sapa_token.sapa_token(7, 'Dewi', 'dewi@mail.example'), end='')",
    ],
  ],
  [
    'PHP',
    'php\nfunction sapa_token',
    'sapa_token.php',
    'php',
    (file: string) => [
      '-r',
      `eval('function sapa_token' . file_get_contents(${JSON.stringify(file)})); echo sapa_token(7, 'Dewi', 'dewi@mail.example');`,
    ],
  ],
] as const

const has = (command: string) => spawnSync(command, ['--version']).status === 0

for (const [name, fence, file, command, args] of ways)
  test.runIf(has(command))(`[A] what the ${name} snippet signs, the relay takes`, async () => {
    const code = text.split(`\`\`\`${fence}`)[1]?.split('```')[0] ?? ''
    writeFileSync(join(folder, file), code)
    const run = spawnSync(command, args(join(folder, file)), {
      cwd: folder,
      env: { ...process.env, SAPA_SECRET: SECRET },
      encoding: 'utf8',
    })
    expect(run.stderr).toBe('')
    const store = createMemoryStore()
    const none = { jwksUrl: null, issuer: null, audience: null }
    await store.putSiteIdentity('shop', { ...none, secret: SECRET })
    const keys = { of: () => Promise.reject(new Error('no keys')) }
    const proofs = createProofs({ directory: store, keys, clock: { now: () => Date.now() } })
    expect(await proofs.check('shop', run.stdout)).toMatchObject({
      ok: true,
      claims: { external: '7', name: 'Dewi', email: 'dewi@mail.example' },
      once: { hash: expect.any(String) },
    })
  })

import { readFileSync } from 'node:fs'
import { SignJWT } from 'jose'
import { ask, type Person } from '../people.ts'

/** Stands for `…` in what an example expects: anything. */
const ANYTHING = '"\\u2026"'

/** The examples of docs/javascript-api.md in their order, each as the body of an async function. */
export function apiExamples(): { title: string; code: string }[] {
  const text = readFileSync(new URL('../../docs/javascript-api.md', import.meta.url), 'utf8')
  return text.split(/^## /m).flatMap(section => {
    const title = section.split('\n', 1)[0] ?? ''
    return [...section.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, code = '']) => ({
      title,
      code,
    }))
  })
}

/** The same with each `// → value` compared by a function `same(value, expected)`, for the page. */
export function checked(code: string): string {
  return code.replace(/^(.+?) \/\/ → (.+)$/gm, (_, statement, expected) => {
    const wanted = expected.replace(/, …(?= ?[}\]])/g, '').replace(/…/g, ANYTHING)
    return `same(${statement}, ${wanted})`
  })
}

/** The stub that the documentation puts before the tag. */
export function apiStub(): string {
  const text = readFileSync(new URL('../../docs/javascript-api.md', import.meta.url), 'utf8')
  const [, script = ''] = /^<script>(window\.sapa=.+)<\/script>$/m.exec(text) ?? []
  return script
}

/** Signs visitors as a shop's server does, with the secret that the relay makes for the demo shop. */
export async function shopSigner(admin: Person): Promise<(sub: string) => Promise<string>> {
  const { secret } = await ask<{ secret: string }>(
    admin,
    'POST',
    '/api/sites/demo/identity-secret',
    {},
  )
  return sub =>
    new SignJWT({ sub })
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime('5 minutes')
      .sign(new TextEncoder().encode(secret))
}

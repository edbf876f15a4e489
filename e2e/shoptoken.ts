import { createHmac, randomUUID } from 'node:crypto'

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** What the server of a shop signs, as docs/embedding.md has it. */
export function sapaToken(secret: string, { id, name }: { id: string; name?: string }): string {
  const exp = Math.floor(Date.now() / 1000) + 3600
  const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: id, name, exp, jti: randomUUID() })}`
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`
}

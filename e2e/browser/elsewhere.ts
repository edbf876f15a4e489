import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

const storefront = fileURLToPath(new URL('../../examples/storefront/', import.meta.url))
const kinds: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
}

/** A shop that is served by somebody else than the relay. */
export interface Elsewhere {
  origin: string
  close(): Promise<void>
}

/** Serves the storefront on an origin of its own, its tag pointing to `relay`, under `policy` if one is given. */
export async function serveElsewhere(options: {
  relay: string
  site?: string
  policy?: string
  /** False leaves the tag out. */
  tag?: boolean
}): Promise<Elsewhere> {
  const { relay, site = 'demo', policy, tag = true } = options
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://shop').pathname
    const file = join(storefront, normalize(path.endsWith('/') ? `${path}index.html` : path))
    const kind = kinds[extname(file)]
    const body = kind && (await readFile(file, 'utf8').catch(() => null))
    if (!body) return void response.writeHead(404).end()
    if (policy) response.setHeader('Content-Security-Policy', policy)
    response.setHeader('Content-Type', kind)
    const ours = `<script async src="${relay}/sapa.js" data-site="${site}"></script>`
    response.end(body.replace(/<script[^>]+sapa\.js.*?<\/script>/, tag ? ours : ''))
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise(done => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

import { createHash } from 'node:crypto'
import { lstat, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

export interface File {
  bytes: Uint8Array<ArrayBuffer>
  type: string
  etag: string
  encoding: 'br' | null
}

const types: Record<string, string> = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

export interface Folder {
  /** The file at this URL path, compressed when `brotli` and the build left a compressed one; null when there is none. */
  find(path: string, brotli: boolean): Promise<File | null>
}

/** Reads what web pages are made of from one folder and nothing outside it; unchanged files come from memory. */
export function createFolder(root: string): Folder {
  const kept = new Map<string, { version: string; file: File }>()

  async function read(path: string, encoding: 'br' | null): Promise<File | null> {
    const type = types[extname(path).toLowerCase()]
    if (!type) return null
    const full = join(root, path) + (encoding ? '.br' : '')
    const facts = await lstat(full).catch(() => null)
    if (!facts?.isFile()) return null
    const version = `${facts.mtimeMs}:${facts.size}`
    const before = kept.get(full)
    if (before?.version === version) return before.file
    const bytes = new Uint8Array(await readFile(full))
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
    const file: File = { bytes, type, etag, encoding }
    kept.set(full, { version, file })
    return file
  }

  return {
    async find(path, brotli) {
      const safe = inside(path)
      if (safe === null) return null
      return (brotli && (await read(safe, 'br'))) || read(safe, null)
    },
  }
}

/** The path with its percent signs decoded, or null when it could leave the folder or names a hidden file. */
function inside(path: string): string | null {
  let plain: string
  try {
    plain = decodeURIComponent(path)
  } catch {
    return null
  }
  const bad = /[\\\0:]/.test(plain) || plain.split('/').some(part => part.startsWith('.'))
  return bad ? null : plain
}

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A place for the relay's data that can run out of space and get it back. */
export interface Disk {
  readonly folder: string
  /** How it runs out, for the reader of the test's output. */
  readonly kind: string
  /** From now on nothing more fits for the relay of this process id. */
  fill(pid: number): void
  free(pid: number): void
  remove(): void
}

/** A file system of `megabytes` of its own where the machine allows one, else a folder whose files may not grow. */
export function createDisk(megabytes: number): Disk {
  const folder = mkdtempSync(join(tmpdir(), 'sapa-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], {
      stdio: 'pipe',
    })
  } catch (error) {
    const why = String(error).split('\n').at(-2) ?? String(error)
    return limited(folder, `files that may not grow (no small disk could be mounted: ${why})`)
  }
  return mounted(folder)
}

function mounted(folder: string): Disk {
  const ballast = join(folder, 'ballast')
  return {
    folder,
    kind: 'a file system of its own',
    fill() {
      const { bavail, bsize } = statfsSync(folder)
      try {
        writeFileSync(ballast, Buffer.alloc(bavail * bsize, 1))
      } catch (error) {
        // The relay wrote too, meanwhile: the disk is as full.
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      }
    },
    free: () => rmSync(ballast),
    remove() {
      execFileSync('umount', [folder])
      rmSync(folder, { recursive: true })
    },
  }
}

function limited(folder: string, kind: string): Disk {
  const limit = (pid: number, bytes: number | 'unlimited') =>
    execFileSync('prlimit', [`--pid=${pid}`, `--fsize=${bytes}:`])
  return {
    folder,
    kind,
    fill: pid => limit(pid, statSync(join(folder, 'sapa.db-wal')).size),
    free: pid => limit(pid, 'unlimited'),
    remove: () => rmSync(folder, { recursive: true }),
  }
}

import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'

export interface Figures {
  p50: number
  p90: number
  p99: number
  max: number
}

/** Nearest-rank percentiles of `samples`, in their unit, to a hundredth. */
export function figuresOf(samples: readonly number[]): Figures {
  const sorted = Float64Array.from(samples).sort()
  const at = (share: number) => round(sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN)
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1) }
}

export const round = (value: number): number => Math.round(value * 100) / 100

/** Columns as wide as they need to be, numbers to the right. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map(row =>
    row.map(cell => (typeof cell === 'number' ? cell.toFixed(2) : cell)),
  )
  const width = (column: number) => Math.max(...cells.map(row => row[column]?.length ?? 0))
  return cells
    .map(row =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(width(i)) : cell.padStart(width(i))))
        .join('   ')
        .trimEnd(),
    )
    .join('\n')
}

/** The median of what the disk under `folder` takes to keep 4 KiB, in milliseconds. */
export function fsyncP50(folder: string): number {
  const path = `${folder}/fsync.probe`
  const file = openSync(path, 'w')
  const block = Buffer.alloc(4096, 1)
  const times = Array.from({ length: 100 }, () => {
    const from = performance.now()
    writeSync(file, block)
    fdatasyncSync(file)
    return performance.now() - from
  })
  closeSync(file)
  rmSync(path)
  return figuresOf(times).p50
}

export interface Host {
  cores: number
  cpu: string
  node: string
}

export function host(): Host {
  const cpu = cpus()[0]?.model.trim() || 'unknown processor'
  return { cores: availableParallelism(), cpu, node: process.version }
}

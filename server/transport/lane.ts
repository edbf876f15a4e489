/** One direction of an in-process connection: what was put first is delivered first. */
export interface Lane {
  /** `sent` when it is delivered in the next microtask, `queued` when it waits for `deliver`. */
  put(run: () => void, bytes?: number): 'sent' | 'queued'
  /** Delivers up to `n`; returns how many there were. */
  deliver(n: number): number
  hold(): void
  /** Delivers what waits, and from now on everything by itself. */
  flow(): void
  clear(): void
  size(): number
  /** Bytes that wait for `deliver`; those that deliver themselves do not count. */
  bytes(): number
}

/** A lane; `held` says whether it begins with frames that wait. */
export function createLane(held: boolean): Lane {
  let waits = held
  let queue: { run: () => void; bytes: number }[] = []

  function deliver(n: number): number {
    let delivered = 0
    for (; delivered < n; delivered++) {
      const next = queue.shift()
      if (!next) break
      next.run()
    }
    return delivered
  }

  return {
    put(run, bytes = 0) {
      queue.push({ run, bytes })
      if (waits) return 'queued'
      queueMicrotask(() => {
        if (!waits) deliver(1)
      })
      return 'sent'
    },
    deliver,
    hold() {
      waits = true
    },
    flow() {
      waits = false
      deliver(Number.POSITIVE_INFINITY)
    },
    clear() {
      queue = []
    },
    size: () => queue.length,
    bytes: () => (waits ? queue.reduce((sum, { bytes }) => sum + bytes, 0) : 0),
  }
}

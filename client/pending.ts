import type { Seq } from '../protocol/events.ts'

/** What the relay has not answered yet, by the id it will answer with. */
export interface Pending {
  /** Resolves at `done`. `frame`, if any, goes out now and again at each `resend` until then. */
  wait(id: string, frame: object | null): Promise<Seq>
  /** The answer is yes; `seq` is the place in the log where that has one. */
  done(id: string, seq?: Seq): void
  /** The answer is no, for all with null; `why` completes a sentence for a developer. */
  fail(id: string | null, why: string): void
  resend(): void
}

/** Keeps promises to the page across lost lines; the same id twice is one command, so repeating is harmless. */
export function createPending(send: (frame: object) => boolean): Pending {
  const all = new Map<
    string,
    { frame: object | null; resolve: (seq: Seq) => void; reject: (error: Error) => void }
  >()
  return {
    wait: (id, frame) =>
      new Promise((resolve, reject) => {
        all.set(id, { frame, resolve, reject })
        if (frame) send(frame)
      }),
    done(id, seq = 0) {
      all.get(id)?.resolve(seq)
      all.delete(id)
    },
    fail(id, why) {
      for (const [each, { reject }] of all) {
        if (id !== null && id !== each) continue
        reject(new Error(`sapa: ${why}`))
        all.delete(each)
      }
    },
    resend() {
      for (const { frame } of all.values()) if (frame) send(frame)
    },
  }
}

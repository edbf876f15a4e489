import type { MessagePort, Worker } from 'node:worker_threads'

interface Call {
  id: number
  method: string
  args: unknown[]
}

type Reply =
  | { id: number; ok: true; value: unknown }
  | { id: number; ok: false; message: string; code: unknown }

type Methods = { [name: string]: (...args: never[]) => Promise<unknown> }

type Args<F> = F extends (...args: infer A) => unknown ? A : never
type Result<F> = F extends (...args: never[]) => Promise<infer R> ? R : never

/** The near end of a worker whose methods are `M`. */
export interface Remote<M> {
  /** Rejects with what the method threw, by message and code, or when the worker has stopped. */
  call<K extends keyof M & string>(method: K, ...args: Args<M[K]>): Promise<Result<M[K]>>
  /** Resolves once every call made so far has its answer. */
  answered(): Promise<void>
  /** Ends the worker; calls that still wait reject. */
  stop(): Promise<void>
}

/** Calls the methods that a worker serves. Calls of one event-loop turn travel in one message. */
export function connect<M>(worker: Worker): Remote<M> {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  const answers = new Set<Promise<unknown>>()
  const post = gather<Call>(calls => worker.postMessage(calls))
  let last = 0
  let stopped: Error | null = null

  function fail(error: Error): void {
    stopped ??= error
    for (const { reject } of waiting.values()) reject(stopped)
    waiting.clear()
  }

  worker.on('message', (replies: Reply[]) => {
    for (const reply of replies) {
      const call = waiting.get(reply.id)
      waiting.delete(reply.id)
      if (reply.ok) call?.resolve(reply.value)
      else call?.reject(Object.assign(new Error(reply.message), codeOf(reply)))
    }
  })
  worker.on('error', error => fail(error instanceof Error ? error : new Error(String(error))))
  worker.on('exit', () => fail(new Error('The store is closed')))

  return {
    call<K extends keyof M & string>(method: K, ...args: Args<M[K]>) {
      if (stopped) return Promise.reject(stopped)
      const answer = new Promise<Result<M[K]>>((resolve, reject) => {
        const id = ++last
        waiting.set(id, { resolve: value => resolve(value as Result<M[K]>), reject })
        post({ id, method, args })
      })
      const forget = () => answers.delete(answer)
      answers.add(answer)
      answer.then(forget, forget)
      return answer
    },
    async answered() {
      await Promise.allSettled(answers)
    },
    async stop() {
      await worker.terminate()
    },
  }
}

/** Answers a near end. `open` makes the methods at the first call; when it fails, every call fails with its error. */
export function serve<M extends object>(port: MessagePort, open: () => Promise<M>): void {
  const post = gather<Reply>(replies => port.postMessage(replies))
  let methods: Promise<Methods> | null = null

  async function answer({ id, method, args }: Call): Promise<void> {
    try {
      methods ??= open() as Promise<Methods>
      const run = (await methods)[method]
      if (!run) throw new Error(`The store has no method ${method}`)
      post({ id, ok: true, value: await run(...(args as never[])) })
    } catch (error) {
      const { message, code } =
        error instanceof Error ? coded(error) : coded(new Error(String(error)))
      post({ id, ok: false, message, code })
    }
  }

  port.on('message', (calls: Call[]) => {
    for (const call of calls) void answer(call)
  })
}

/** Collects what is given within one turn of the event loop. */
function gather<T>(send: (items: T[]) => void): (item: T) => void {
  let items: T[] = []
  return item => {
    if (items.push(item) > 1) return
    setImmediate(() => {
      const sent = items
      items = []
      send(sent)
    })
  }
}

function coded(error: Error): { message: string; code: unknown } {
  return { message: error.message, code: 'code' in error ? error.code : undefined }
}

function codeOf({ code }: { code: unknown }): { code?: unknown } {
  return code === undefined ? {} : { code }
}

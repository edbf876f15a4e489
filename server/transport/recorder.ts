import type {
  Connection,
  ConnectionHandler,
  Peer,
  UpgradeAnswer,
  UpgradeRequest,
} from '../core/ports.ts'

/** Things that happen, to be awaited one by one. */
export interface Queue<T> {
  put(value: T): void
  /** The oldest one not yet taken, or the next to come. */
  next(): Promise<T>
  size(): number
}

export function createQueue<T>(): Queue<T> {
  const values: T[] = []
  const takers: ((value: T) => void)[] = []
  return {
    put(value) {
      const taker = takers.shift()
      if (taker) taker(value)
      else values.push(value)
    },
    next: () =>
      new Promise(done => {
        if (values.length) done(values.shift() as T)
        else takers.push(done)
      }),
    size: () => values.length,
  }
}

/** A handler that says yes and keeps what it is told. */
export interface Recorder {
  handler: ConnectionHandler
  answer: (request: UpgradeRequest) => Promise<UpgradeAnswer>
  onOpen: (conn: Connection) => void
  onMessage: (conn: Connection, frame: string) => void
  asked: UpgradeRequest[]
  opened: Queue<{ conn: Connection; peer: Peer }>
  frames: Queue<{ conn: Connection; frame: string }>
  closed: Queue<{ conn: Connection; code: number }>
  opens(): number
  closes(): number
}

/** Takes everybody in as `peer` until `answer` is replaced. */
export function createRecorder(peer: Peer): Recorder {
  const opened: Recorder['opened'] = createQueue()
  const frames: Recorder['frames'] = createQueue()
  const closed: Recorder['closed'] = createQueue()
  let opens = 0
  let closes = 0
  const recorder: Recorder = {
    answer: async () => ({ ok: true, peer }),
    onOpen: () => {},
    onMessage: () => {},
    asked: [],
    opened,
    frames,
    closed,
    opens: () => opens,
    closes: () => closes,
    handler: {
      upgrade(request) {
        recorder.asked.push(request)
        return recorder.answer(request)
      },
      open(conn, peer) {
        opens++
        opened.put({ conn, peer })
        recorder.onOpen(conn)
      },
      message(conn, frame) {
        frames.put({ conn, frame })
        recorder.onMessage(conn, frame)
      },
      close(conn, code) {
        closes++
        closed.put({ conn, code })
      },
    },
  }
  return recorder
}

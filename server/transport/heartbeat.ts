import type { WebSocket } from 'ws'

/** Finds peers that vanished without a word. */
export interface Heartbeat {
  /** Pings `socket` from now until it closes. */
  watch(socket: WebSocket): void
  stop(): void
}

/** Pings every watched socket each `everyMs`; one that has not answered by the next ping is terminated. */
export function createHeartbeat(everyMs: number): Heartbeat {
  const answered = new Map<WebSocket, boolean>()

  let dueAt = performance.now() + everyMs
  function beat(): void {
    const late = performance.now() - dueAt
    dueAt = performance.now() + everyMs
    // This process stood still: the answers that came meanwhile have not been read yet.
    if (late > everyMs / 2) return
    for (const [socket, alive] of answered) {
      if (alive) {
        answered.set(socket, false)
        socket.ping()
      } else socket.terminate()
    }
  }

  const timer = setInterval(beat, everyMs).unref()
  return {
    watch(socket) {
      answered.set(socket, true)
      socket.on('pong', () => answered.set(socket, true))
      socket.on('close', () => answered.delete(socket))
    },
    stop: () => clearInterval(timer),
  }
}

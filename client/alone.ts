import type { Device, OpenSocket, Socket, SocketEvents } from './device.ts'
import type { Granted, Locks } from './tabs.ts'

/**
 * The socket of a tab with no other beside it, and all that most visitors download of `tabs.ts`: it holds the lock. When
 * another tab speaks, or holds the lock already, `tabs.ts` is fetched and takes over, the open socket with it. Where it
 * cannot be fetched this tab has a socket of its own.
 */
export function openAlone(device: Device, open: OpenSocket): OpenSocket {
  return (url, events) => {
    const { tabs, share } = device
    if (!tabs || !share || !device.keep.stored()) return open(url, events)
    const channel = tabs.channel(url)
    let speaker: Socket | undefined
    let isGreeted = false
    let ended = false
    let release = () => {}
    const mine: SocketEvents = {
      ...events,
      closed(code, reason) {
        if (ended) return
        end()
        events.closed(code, reason)
      },
    }
    /** Whom the open socket tells. */
    let hears = mine

    const join = async (locks: Locks, way: OpenSocket) => {
      const shareSocket = await share()
      if (!ended) speaker = shareSocket(device, { ...tabs, locks }, way)(url, mine)
    }
    function end(all?: boolean) {
      ended = true
      channel.close()
      speaker?.close(all)
      release()
    }
    const held: Promise<void> = tabs.locks.request(url, { ifAvailable: true }, lock => {
      if (ended) return
      if (!lock)
        return void join(tabs.locks, open).catch(() => {
          if (!ended) speaker = open(url, mine)
        })
      const real = open(url, {
        opened: () => hears.opened(),
        frame: text => hears.frame(text),
        closed: (code, reason) => hears.closed(code, reason),
      })
      speaker = real
      channel.onmessage = () => {
        channel.close()
        const request = (_: string, __: LockOptions, granted: Granted) => {
          void granted(null)?.then(release)
          return held
        }
        const way: OpenSocket = (_, heard) => {
          hears = heard
          return real
        }
        join({ request }, way).then(
          () => isGreeted && speaker?.ready?.(),
          () => mine.closed(1006, ''),
        )
      }
      return new Promise<void>(done => {
        release = done
      })
    })
    // Stolen, or nothing could be opened.
    held.catch(() => hears.closed(1006, ''))

    return {
      send: frame => speaker?.send(frame),
      ready() {
        isGreeted = true
        speaker?.ready?.()
      },
      close: end,
    }
  }
}

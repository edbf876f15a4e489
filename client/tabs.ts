import type { Device, OpenSocket } from './device.ts'

/** What the tabs of one browser have in common. */
export interface Tabs {
  locks: Locks
  channel(name: string): Channel
}

/** What is used of the browser's locks. */
export interface Locks {
  request(name: string, options: LockOptions, granted: Granted): Promise<void>
}
/** Keeps the lock until its promise is done; null: somebody else has it. */
export type Granted = (lock: Lock | null) => Promise<void> | undefined
export type Channel = Pick<BroadcastChannel, 'postMessage' | 'onmessage' | 'close'>

/** What tabs say to each other. */
type Said =
  /** For the relay; with null: is there a line? */
  | { up: string | null }
  /** From the relay, through the tab `by`. */
  | { down: string; by: string }
  /** How the line through `by` stands, or anybody's with ''. Who thinks it open when it is not has lost it. */
  | { open: boolean; by: string; code: number; reason: string }

/** A tab that holds the line and shows no sign within this time is frozen. */
const SIGN_MS = 1500
/** After up to twice this without a sign the first tab asks for one; the answer does for all. */
const CHECK_MS = 4000

const gone = { open: false, by: '', code: 1006, reason: '' }

/**
 * Makes one socket of `open` do for all tabs of a site. Who holds the lock has the socket, and passes on every frame as it
 * is; when it goes, everybody's line is closed, and the first to open it again has the lock. Who shows no sign loses the
 * lock to whoever asked.
 */
export function shareSocket(device: Device, tabs: Tabs, open: OpenSocket): OpenSocket {
  return (url, events) => {
    const channel = tabs.channel(url)
    const asking = new AbortController()
    const me = device.newId()
    let real: ReturnType<OpenSocket> | null = null
    /** Who holds the line that is open here; a tab that was frozen may still think it does. */
    let leader = ''
    let ended = false
    let release = () => {}
    let cancel = () => {}

    const say = (said: Said) => channel.postMessage(said)
    function ask(options: LockOptions) {
      tabs.locks
        .request(url, options, () => (ended ? undefined : new Promise(lead)))
        // Stolen, or nothing could be opened.
        .catch(() => lost(1006, ''))
    }
    function expect() {
      cancel()
      cancel = device.after(SIGN_MS, () => ask({ steal: true }))
    }
    function check() {
      say({ up: null })
      expect()
    }
    function heard() {
      cancel()
      if (!real) cancel = device.after(CHECK_MS * (1 + device.random()), check)
    }
    function lead(done: () => void) {
      release = done
      cancel()
      say(gone)
      // Whose lock this was, theirs was the line that is open here.
      if (leader) return lost(1006, '')
      real = open(url, {
        opened() {
          if (!ended) events.opened()
        },
        frame(down) {
          if (ended) return
          say({ down, by: me })
          events.frame(down)
        },
        closed(code, reason) {
          if (ended) return
          say({ ...gone, by: me, code, reason })
          lost(code, reason)
        },
      })
    }
    function end() {
      ended = true
      cancel()
      asking.abort()
      channel.close()
      real?.close()
      release()
    }
    function lost(code: number, reason: string) {
      if (ended) return
      end()
      events.closed(code, reason)
    }

    channel.onmessage = ({ data }: { data: Said }) => {
      if ('up' in data) {
        if (!real) return
        if (leader && data.up !== null) real.send(data.up)
        say({ ...gone, open: !!leader, by: leader })
      } else if ('down' in data) {
        if (data.by === leader) events.frame(data.down)
      } else if (!data.open && leader) {
        if (!data.by || data.by === leader) lost(data.code, data.reason)
      } else {
        heard()
        if (!data.open || leader || real) return
        leader = data.by
        events.opened()
      }
    }
    check()
    ask({ signal: asking.signal })

    return {
      send(frame) {
        if (real) return real.send(frame)
        say({ up: frame })
        expect()
      },
      // Two who are greeted at once without a token would be two visitors: the others come after the first.
      ready() {
        if (!real) return
        leader = me
        say({ ...gone, open: true, by: me })
      },
      close(all) {
        if (ended) return
        if (real || all) say(all ? gone : { ...gone, by: me })
        end()
      },
    }
  }
}

import type { ConversationId, Recorded, Seq } from '../../protocol/events.ts'
import { limits } from '../../protocol/limits.ts'

/** Nobody sends again, or answers, what is further back than this; a log may be longer. */
const LOOK_BACK = 2000

/** What `pick` finds first among the newest entries of a log that is `head` long; null when there is none. */
export async function lookBack<T>(
  log: { read: (c: ConversationId, since: Seq) => Promise<Recorded[]> },
  c: ConversationId,
  head: Seq,
  pick: (recorded: Recorded) => T | null,
): Promise<T | null> {
  for (let since = Math.max(0, head - LOOK_BACK); ; ) {
    const page = await log.read(c, since)
    for (const recorded of page) {
      const found = pick(recorded)
      if (found !== null) return found
    }
    if (page.length < limits.pageEvents) return null
    since += page.length
  }
}

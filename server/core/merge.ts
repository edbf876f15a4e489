import type { Visitor } from '../../protocol/people.ts'
import type { Engine } from './engine.ts'
import type { Bus, Directory, Proofs, Store } from './ports.ts'
import type { VisitorSession } from './sessions.ts'

/** What a token proved: who its bearer is, or a sentence for the shop's developer. */
export type Proof = { ok: true; visitor: Visitor } | { ok: false; detail: string }

/** Who a visitor is by the word of the shop's server. */
export interface Identity {
  /**
   * Judges the signed `token` of `session`. A good one gives the visitor it names: from then on all that was this
   * session's is that visitor's, and nobody who was this session's visitor is that one without signing in too.
   */
  prove(session: VisitorSession, token: string, at: number): Promise<Proof>
  /** When a visitor became another one (epoch ms), with all its conversations passed on; null while it is itself. */
  endedAt(visitor: string, at: number): Promise<number | null>
  /** Passes on what the relay had no time for when it ended; call once at the start. */
  finish(at: number): Promise<void>
  close(): void
}

const TOPIC = 'merged'
type Wire = { node: string; from: string }
const PAGE = 100

/**
 * The shop's word becomes who somebody is. First it is noted for good who the visitor has become, in one transaction;
 * then the conversations pass on one by one. A relay that ends in between is made up for by the next start, or greeting.
 */
export function createIdentity(env: {
  node: string
  bus: Bus
  store: Store
  directory: Directory
  engine: Engine
  proofs: Proofs
  newId: () => string
  /** Somebody's conversations are about to be this visitor's. */
  announce: (visitor: Visitor) => void
  /** Another relay made this visitor another one: ends its connections here, so that they greet again. */
  end: (visitor: string) => void
}): Identity {
  const { node, bus, store, directory, engine, proofs } = env

  /** Oldest first, so that the newest stays the newest. */
  async function pass(from: string, into: string, at: number): Promise<void> {
    for (;;) {
      const rows = await store.ofVisitor(from, PAGE)
      if (rows.length === 0) return
      for (const { c } of rows.reverse()) await engine.handle(c, { type: 'merge', from, into }, at)
    }
  }

  const off = bus.subscribe(TOPIC, data => {
    const wire = JSON.parse(data) as Wire
    if (wire.node !== node) env.end(wire.from)
  })

  return {
    async prove({ visitor }, token, at) {
      const proof = await proofs.check(visitor.site, token)
      if (!proof.ok) return proof
      const { claims, once } = proof
      if (once && visitor.external !== claims.external) {
        const first = await directory.useToken(once.hash, visitor.id, once.expiresAt)
        if (first !== visitor.id) return { ok: false, detail: USED }
      }
      const known = await directory.identify(visitor.id, claims, at, env.newId())
      if (!known) return { ok: false, detail: OTHER }
      if (known.id === visitor.id) return { ok: true, visitor: known }
      if ((await store.ofVisitor(visitor.id, 1)).length) env.announce(known)
      await pass(visitor.id, known.id, at)
      bus.publish(TOPIC, JSON.stringify({ node, from: visitor.id } satisfies Wire))
      return { ok: true, visitor: known }
    },
    async endedAt(visitor, at) {
      const became = await directory.became(visitor)
      if (became) await pass(visitor, became.into, at)
      return became?.at ?? null
    },
    async finish(at) {
      for (const { from, into } of await directory.unmerged()) await pass(from, into, at)
    },
    close: off,
  }
}

const USED =
  'this token was used in another browser, or before a `reset`: sign a new one, with another `jti`, for each sign-in'
const OTHER =
  "this visitor is signed in as somebody else: call sapa('reset') before sapa('identify') with another `sub`"

/** The numbers of an installation; target and ladder are each site's own. */
export interface Policy {
  /** A chat this long without an event, and with nothing unanswered, frees its slot. */
  quietMs: number
  /** How often relays tell each other whose agents they hold. */
  presenceMs: number
  /** A relay silent for this long is taken for dead. */
  presenceExpiryMs: number
}

export const defaultPolicy: Policy = {
  quietMs: 10 * 60_000,
  presenceMs: 5000,
  presenceExpiryMs: 16_000,
}

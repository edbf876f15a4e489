/** The numbers of handing over and the clock; a site's own target stands beside it. */
export interface Policy {
  /** A closed agent socket may come back within this time and keep every chat. */
  graceMs: number
  /** How often relays tell each other whose agents they hold. */
  presenceMs: number
  /** A relay silent for this long is taken for dead. */
  presenceExpiryMs: number
}

export const defaultPolicy: Policy = {
  graceMs: 8000,
  presenceMs: 5000,
  presenceExpiryMs: 16_000,
}

/** Milliseconds to the first response when a site does not say otherwise. */
export const DEFAULT_TARGET_MS = 60_000

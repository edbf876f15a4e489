/** Every bound of the wire in one place; each has a test that goes one past it. */
export const limits = {
  /** Bytes of one frame; a larger one ends the connection with 1009. */
  frameBytes: 65_536,
  /** Fragments one frame may come in. */
  fragments: 64,
  /** Bytes a slow reader may leave unread before it is dropped; it resumes by sequence number. */
  bufferedBytes: 262_144,
  /** UTF-16 units of one message's text. */
  textChars: 4000,
  idChars: 64,
  /** Of the tag of a language; longer ones exist, and nobody is understood by them. */
  languageChars: 35,
  nameChars: 80,
  emailChars: 254,
  urlChars: 2000,
  titleChars: 300,
  /** Of a card: its choices, buttons or fields, and the characters of each of its texts. */
  cardParts: 12,
  cardChars: 300,
  /** Of a page's context: attributes, items, orders, events and pages kept, and characters of one value. */
  contextParts: 50,
  contextChars: 300,
  /** UTF-16 units of a whole context as JSON; the oldest events, pages and orders go first. */
  contextTotal: 16_384,
  /** Of a signed identity, and of the shop's own id of a person in it. */
  jwtChars: 4096,
  externalChars: 255,
  /** Events in one `events` frame; a receiver behind by more asks again with `sync`. */
  pageEvents: 200,
  /** UTF-16 units of one `events` frame; a page of long texts ends before it has 200. */
  pageChars: 98_304,
  /** Conversations one `hello` may resume. */
  resumed: 32,
  /** Milliseconds a connection may stay silent before its `hello`. */
  helloMs: 5000,
  /** Milliseconds between two heartbeats of the relay. */
  heartbeatMs: 20_000,
} as const

/**
 * The version of the wire. A relay refuses a `hello` of another version with close code 4426.
 *
 * 1  2026-11  first public wire: hello/resume, events, typing, read marks, take/resolve, availability; and, before
 *             anything was released, so under the same number: wishes, offers and acks, ladder steps, queue, choices,
 *             hours of departments, the times an episode runs by; cards and answers, asks, context, ratings, another
 *             hello, being forgotten, HTTP where no socket opens
 */
export const VERSION = 1

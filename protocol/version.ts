/**
 * The version of the wire. A relay refuses a `hello` of another version with close code 4426.
 *
 * 1  2026-11  first public wire: hello/resume, events, typing, read marks, take/resolve, availability
 */
export const VERSION = 1

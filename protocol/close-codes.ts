/** Why the relay ends a connection. 44xx mirror the HTTP status of the same last two digits. */
export const closeCodes = {
  goingAway: 1001,
  tooBig: 1009,
  badFrame: 4400,
  unauthorised: 4401,
  tokenExpired: 4419,
  forbidden: 4403,
  helloTimeout: 4408,
  wrongVersion: 4426,
  tooMany: 4429,
  /** The visitor asked to be forgotten: begin anew. */
  forgotten: 4410,
  failed: 4500,
} as const

export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes]

/** What a client does after each code: connect again, prove anew who it is and connect again, or stop and say why. */
export function afterClose(code: number): 'retry' | 'renew' | 'stop' {
  switch (code) {
    case closeCodes.tokenExpired:
    case closeCodes.unauthorised:
    case closeCodes.forgotten:
      return 'renew'
    case closeCodes.badFrame:
    case closeCodes.forbidden:
    case closeCodes.wrongVersion:
      return 'stop'
    default:
      return 'retry'
  }
}

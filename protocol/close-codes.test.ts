import { expect, it } from 'vitest'
import { afterClose, closeCodes } from './close-codes.ts'

it('tells a client what to do after each code: stop, begin anew, or try again', () => {
  const stops = [closeCodes.badFrame, closeCodes.forbidden, closeCodes.wrongVersion]
  const renews = [closeCodes.tokenExpired, closeCodes.unauthorised, closeCodes.forgotten]
  const codes: number[] = [...Object.values(closeCodes), 1000, 1005, 1006, 3000]
  for (const code of codes) {
    const stop = stops.some(known => known === code)
    const renew = renews.some(known => known === code)
    const expected = stop ? 'stop' : renew ? 'renew' : 'retry'
    expect(afterClose(code), String(code)).toBe(expected)
  }
})

import { describe, expect, it } from 'vitest'
import { hashOf, inviteOf, type Place, placeOf } from './route.ts'

describe('route', () => {
  it('[C1] reads back every place it writes', () => {
    const places: Place[] = [
      { at: 'inbox', chat: null },
      { at: 'inbox', chat: 'a&b=c %' },
      { at: 'board' },
      { at: 'report', query: '' },
      { at: 'report', query: 'range=30&site=a%26b' },
      { at: 'settings' },
    ]
    expect(places.map(place => placeOf(hashOf(place)))).toEqual(places)
  })

  it('[C1] takes an unknown fragment for the inbox', () => {
    expect(placeOf('')).toEqual({ at: 'inbox', chat: null })
    expect(placeOf('#nonsense')).toEqual({ at: 'inbox', chat: null })
  })

  it('[C1] finds the token of an invite link, and none elsewhere', () => {
    expect(inviteOf('#invite=a_b-C')).toBe('a_b-C')
    expect(inviteOf('#c=invite')).toBeNull()
    expect(inviteOf('')).toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import { lines } from '../settings/shop.tsx'
import { visitorName } from '../visitor/name.ts'
import { english } from '../words/english.ts'
import { initials } from './face.tsx'
import { webAddress } from './linked.tsx'

describe('parts', () => {
  it('[P] makes links of http and https only', () => {
    expect(webAddress('https://shop.example/x')).toBe(true)
    expect(webAddress('http://shop.example')).toBe(true)
    for (const bad of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc', '/x', 'nonsense'])
      expect(webAddress(bad), bad).toBe(false)
  })

  it('[C6] calls a visitor without a name by the end of the id', () => {
    expect(visitorName(undefined, 'v_9-k4f2a', english)).toBe('Visitor 4F2A')
  })

  it('[C2] takes initials from first and last word, whole letters only', () => {
    expect(initials('Rina Sri Wulandari')).toBe('RW')
    expect(initials('budi')).toBe('BU')
    expect(initials('😀 x')).toBe('😀X')
    expect(initials(' ')).toBe('')
  })

  it('[C9] reads origins as the browser writes them', () => {
    expect(lines('https://Shop.example/path\n\n http://localhost:8080, nonsense ')).toEqual([
      'https://shop.example',
      'http://localhost:8080',
      'nonsense',
    ])
  })
})

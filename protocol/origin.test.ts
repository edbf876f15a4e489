import { expect, it } from 'vitest'
import { originAllowed } from './origin.ts'

const origins = ['https://shop.example', 'http://localhost:8080']

it('lets exactly the listed origins embed, whatever their case', () => {
  expect(originAllowed(origins, 'https://shop.example')).toBe(true)
  expect(originAllowed(origins, 'HTTPS://Shop.Example')).toBe(true)
  expect(originAllowed(origins, 'http://localhost:8080')).toBe(true)
})

it('lets no other scheme, port, subdomain, look-alike or empty origin in', () => {
  for (const origin of [
    '',
    'null',
    'http://shop.example',
    'https://shop.example:444',
    'https://www.shop.example',
    'https://shop.example.evil.test',
    'https://shop.example/',
  ])
    expect(originAllowed(origins, origin), origin).toBe(false)
  expect(originAllowed([], 'https://shop.example')).toBe(false)
})

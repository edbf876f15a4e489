import { afterEach, expect, it } from 'vitest'
import { createListeners } from './listeners.ts'

const real = console.error
afterEach(() => {
  console.error = real
})

it('a listener that throws is reported and disturbs nobody', () => {
  const reported: unknown[] = []
  console.error = (...what: unknown[]) => void reported.push(what)
  const listeners = createListeners<{ a: number }>()
  const heard: number[] = []
  listeners.on('a', () => {
    throw new Error('mine')
  })
  listeners.on('a', value => void heard.push(value))
  listeners.emit('a', 7)
  expect([heard, reported.length]).toEqual([[7], 1])
})

it('off ends one listener, clear all of them', () => {
  const listeners = createListeners<{ a: number }>()
  const heard: string[] = []
  const off = listeners.on('a', value => void heard.push(`x${value}`))
  listeners.on('a', value => void heard.push(`y${value}`))
  off()
  listeners.emit('a', 1)
  listeners.clear()
  listeners.emit('a', 2)
  expect(heard).toEqual(['y1'])
})

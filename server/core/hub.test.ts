import { expect, it } from 'vitest'
import { createHub, type Hub } from './hub.ts'
import type { Connection } from './ports.ts'

interface Fake extends Connection {
  got: string[]
}
function conn(id: string, status: ReturnType<Connection['send']> = 'sent'): Fake {
  const got: string[] = []
  const send = (frame: string) => {
    got.push(frame)
    return status
  }
  return { id, got, send, close: () => {} }
}
function given(): { hub: Hub; slow: string[] } {
  const slow: string[] = []
  return { hub: createHub(({ id }) => void slow.push(id)), slow }
}

it('hands a frame once to each of the topic but the one excepted', () => {
  const { hub } = given()
  const [a, b, c] = [conn('a'), conn('b'), conn('c')]
  for (const each of [a, b]) hub.join('t', each)
  hub.join('t', a)
  hub.join('u', c)
  hub.emit('t', 'x')
  hub.emit('t', 'y', b)
  expect([a.got, b.got, c.got]).toEqual([['x', 'y'], ['x'], []])
})

it('forgets who leaves and topics without listeners', () => {
  const { hub } = given()
  const a = conn('a')
  hub.join('t', a)
  hub.join('u', a)
  expect(hub.size()).toBe(2)
  hub.leave(a)
  hub.leave(a)
  hub.emit('t', 'x')
  expect([hub.size(), a.got]).toEqual([0, []])
})

it('lets go whoever does not read, and serves the others', () => {
  const { hub, slow } = given()
  const [a, b] = [conn('a', 'dropped'), conn('b', 'queued')]
  for (const each of [a, b]) hub.join('t', each)
  hub.emit('t', 'x')
  expect([slow, b.got]).toEqual([['a'], ['x']])
})

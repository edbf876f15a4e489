import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import type { Log } from './core/ports.ts'
import { onSignals } from './signals.ts'

function scene(stop: () => Promise<void>) {
  const process = new EventEmitter()
  const exits: number[] = []
  const lines: string[] = []
  const write = (message: string) => void lines.push(message)
  const log: Log = { info: write, warn: write, error: write }
  const exited = new Promise<void>(done => {
    const exit = (code: number) => {
      exits.push(code)
      done()
    }
    onSignals({ process: Object.assign(process, { exit }), stop, log })
  })
  return { process, exits, lines, exited }
}

test('SIGTERM stops the relay, then exits with 0', async () => {
  const order: string[] = []
  const { process, exits, exited } = scene(async () => void order.push('stopped'))
  process.emit('SIGTERM')
  await exited
  expect([order, exits]).toEqual([['stopped'], [0]])
})

test('a second signal exits at once with 1, while the relay still stops', () => {
  const { process, exits } = scene(() => new Promise(() => {}))
  process.emit('SIGINT')
  expect(exits).toEqual([])
  process.emit('SIGTERM')
  expect(exits).toEqual([1])
})

test('a relay that cannot stop in good order exits with 1 and says so', async () => {
  const { process, exits, lines, exited } = scene(() => Promise.reject(new Error('disk')))
  process.emit('SIGTERM')
  await exited
  expect(exits).toEqual([1])
  expect(lines).toContain('could not stop in good order')
})

test.each(['uncaughtException', 'unhandledRejection'])('%s is logged and exits with 1', event => {
  const { process, exits, lines } = scene(async () => {})
  process.emit(event, new Error('bug'))
  expect([exits, lines]).toEqual([[1], [event]])
})

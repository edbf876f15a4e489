import { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'
import { connect } from './rpc.ts'

interface Methods {
  load(c: string): Promise<unknown>
}

it('rejects the calls that wait when the worker dies, and all later ones', async () => {
  const dying = `require('node:worker_threads').parentPort.on('message', () => { throw new Error('disk on fire') })`
  const remote = connect<Methods>(new Worker(dying, { eval: true }))
  const results = await Promise.allSettled([remote.call('load', 'c'), remote.call('load', 'd')])
  for (const result of results)
    expect(result).toMatchObject({ status: 'rejected', reason: { message: 'disk on fire' } })
  await expect(remote.call('load', 'e')).rejects.toThrow('disk on fire')
})

it('rejects the calls that wait when the worker is stopped', async () => {
  const silent = `require('node:worker_threads').parentPort.on('message', () => {})`
  const remote = connect<Methods>(new Worker(silent, { eval: true }))
  const waiting = expect(remote.call('load', 'c')).rejects.toThrow('The store is closed')
  await remote.stop()
  await waiting
})

it('sends the calls of one turn in one message', async () => {
  const counting = `
    const { parentPort } = require('node:worker_threads')
    parentPort.on('message', calls =>
      parentPort.postMessage(calls.map(({ id }) => ({ id, ok: true, value: calls.length }))))`
  const remote = connect<Methods>(new Worker(counting, { eval: true }))
  const sizes = await Promise.all([1, 2, 3].map(i => remote.call('load', `c${i}`)))
  expect(sizes).toEqual([3, 3, 3])
  await remote.stop()
})

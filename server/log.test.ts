import { expect, test } from 'vitest'
import { createLog } from './log.ts'

function sink() {
  const lines: string[] = []
  return { lines, out: { write: (line: string) => void lines.push(line) } }
}

test('each line is one JSON object with its fields, and an error keeps its message and stack', () => {
  const { lines, out } = sink()
  const log = createLog({ level: 'info', people: false, out })
  log.warn('slow', { conversation: 'c1' })
  log.error('failed', { error: new Error('disk') })
  const [slow, failed] = lines.map(line => JSON.parse(line))
  expect(slow).toMatchObject({ level: 40, msg: 'slow', conversation: 'c1' })
  expect(slow.time).toBeTypeOf('number')
  expect(failed.error).toMatchObject({
    message: 'disk',
    stack: expect.stringContaining('log.test'),
  })
})

test('what is below the level is not written', () => {
  const { lines, out } = sink()
  createLog({ level: 'warn', people: false, out }).info('quiet')
  expect(lines).toEqual([])
})

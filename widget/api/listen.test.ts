// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import type { VisitorView } from '../../client/view.ts'
import { evolve, initial } from '../../protocol/conversation.ts'
import type { ConversationEvent } from '../../protocol/events.ts'
import { plainWidget } from '../../protocol/people.ts'
import { createStage, type Stage } from './stage.ts'

const ayu = { id: 'a1', name: 'Ayu' }
const asked: ConversationEvent[] = [
  { type: 'opened', site: 's', visitor: 'v' },
  { type: 'message', id: 'm', by: { role: 'visitor', id: 'v' }, text: 'pink?' },
]
const answer: ConversationEvent = {
  type: 'message',
  id: 'n',
  by: { role: 'agent', ...ayu },
  text: 'Yes',
}
const taken: ConversationEvent = { type: 'assigned', agent: ayu, how: 'routed' }
function after(...events: ConversationEvent[]): Pick<VisitorView, 'log' | 'state'> {
  const log = events.map((event, i) => ({ seq: i + 1, at: i * 1000, event }))
  return { log, state: log.reduce(evolve, initial) }
}

async function hear(stage: Stage, verb: 'on' | 'once', event: string) {
  const heard: unknown[] = []
  const off = (await stage.sapa(verb, event, (value: unknown) => heard.push(value))) as () => void
  return { heard, off }
}

test('[A] on resolves to a function that ends the listening', async () => {
  const stage = createStage()
  const { heard, off } = await hear(stage, 'on', 'unread')
  stage.change({ unread: 1 })
  off()
  stage.change({ unread: 2 })
  expect([heard, stage.listening()]).toEqual([[1], 0])
})

test('[A] once hears one, and may be ended before', async () => {
  const stage = createStage()
  const { heard } = await hear(stage, 'once', 'unread')
  stage.change({ unread: 1 })
  stage.change({ unread: 2 })
  const unheard = await hear(stage, 'once', 'unread')
  unheard.off()
  stage.change({ unread: 3 })
  expect([heard, unheard.heard, stage.listening()]).toEqual([[1], [], 0])
})

test.each([
  ['open', undefined],
  ['close', undefined],
  ['card', { message: 'm', action: 'add' }],
  ['rating', { score: 5 }],
  ['trigger', { id: 'exit' }],
  ['error', { verb: 'set', message: 'no' }],
])('[A] the panel’s %s is heard', async (event, detail) => {
  const stage = createStage()
  const { heard, off } = await hear(stage, 'on', event)
  stage.host.dispatchEvent(new CustomEvent(event, { detail }))
  off()
  stage.host.dispatchEvent(new CustomEvent(event, { detail }))
  expect([heard, stage.listening()]).toEqual([[detail], 0])
})

test.each([
  ['message', expect.objectContaining({ id: 'n', text: 'Yes', seq: 4 })],
  ['status', 'assigned'],
  ['assigned', ayu],
  ['unread', 1],
])('[A] the client’s %s is heard', async (event, value) => {
  const stage = createStage({ unread: 0, ...after(...asked) })
  const { heard } = await hear(stage, 'on', event)
  stage.change({ unread: 1, ...after(...asked, taken, answer) })
  expect(heard).toEqual([value])
})

test('[A] who asks for ready after it happened hears it at once, and once', async () => {
  const early = createStage({ link: { state: 'idle' } })
  expect((await hear(early, 'on', 'ready')).heard).toEqual([])
  const late = createStage()
  const { heard } = await hear(late, 'once', 'ready')
  late.change({
    site: { name: 'Batik', targetMs: 60_000, channel: null, badge: null, widget: plainWidget },
  })
  expect(heard).toEqual([
    { online: 3, visitor: late.embed && expect.objectContaining({ id: 'v' }) },
  ])
})

test('[R8] position is heard when it changes, and null when it is over', async () => {
  const stage = createStage()
  const { heard } = await hear(stage, 'on', 'position')
  stage.change({ queue: { position: 2, etaMs: null } })
  stage.change({ queue: { position: 2, etaMs: null }, unread: 0 })
  stage.change({ queue: { position: 1, etaMs: 40_000 } })
  stage.change({ queue: null })
  expect(heard).toEqual([{ position: 2, etaMs: null }, { position: 1, etaMs: 40_000 }, null])
})

test('[R1] firstresponse says how long it took and who it was, once an episode', async () => {
  const stage = createStage(after(...asked))
  const { heard } = await hear(stage, 'on', 'firstresponse')
  stage.change(after(...asked, answer))
  stage.change(after(...asked, answer, { ...answer, id: 'o' }))
  expect(heard).toEqual([{ ms: 1000, agent: ayu }])
})

test('[A] an answer of before this page is no first response', async () => {
  const stage = createStage()
  const { heard } = await hear(stage, 'on', 'firstresponse')
  stage.change(after(...asked, answer))
  expect(heard).toEqual([])
})

test('[A] error tells that the line has stopped, once', async () => {
  const stage = createStage()
  const { heard } = await hear(stage, 'on', 'error')
  stage.change({ link: { state: 'stopped', reason: 'this origin is not allowed' } })
  stage.change({ unread: 0 })
  expect(heard).toEqual([{ verb: null, message: 'this origin is not allowed' }])
})

test('[A] a listener that throws is reported and breaks nothing', async () => {
  const report = vi.spyOn(console, 'error').mockImplementation(() => {})
  const stage = createStage()
  await stage.sapa('on', 'message', () => {
    throw new Error('shop bug')
  })
  const { heard } = await hear(stage, 'on', 'message')
  expect(() => stage.change(after(...asked, answer))).not.toThrow()
  expect(heard).toMatchObject([{ id: 'n' }])
  expect(report).toHaveBeenCalledWith(expect.stringContaining("'message'"), expect.any(Error))
  report.mockRestore()
})

import { expect, test } from 'vitest'
import type { Message, VisitorView } from '../../client/view.ts'
import { type Assigned, noWish } from '../../protocol/conversation.ts'
import { createNews } from './news.ts'

const ayu = { role: 'agent', id: 'a', name: 'Ayu' } as const
const conversation: Assigned = {
  status: 'assigned',
  agent: ayu,
  site: 's',
  visitor: 'v',
  openedAt: 0,
  lastAt: 0,
  assignments: 1,
  unansweredSince: null,
  read: { visitor: 0, agent: 0 },
  last: null,
  lastAgent: null,
  wish: noWish,
  episode: null,
}

function view(read: number, seqs: number[], by: Message['by'] = ayu): VisitorView {
  return {
    link: { state: 'online' },
    state: { ...conversation, read: { visitor: read, agent: 0 } },
    entries: seqs.map(seq => ({
      kind: 'message',
      id: `m${seq}`,
      by,
      text: '',
      at: 0,
      seq,
      state: 'sent',
      why: null,
    })),
    typing: null,
    unread: 0,
    online: 1,
    queue: null,
    site: null,
    visitor: null,
    log: [],
    complete: true,
    history: 0,
    consent: true,
    stored: true,
  }
}
const ids = (messages: Message[]) => messages.map(message => message.id)

test('[W10] what was read before is never announced', () => {
  expect(createNews()(view(3, [1, 2, 3]))).toEqual([])
})

test('[W10] each new agent message is announced once', () => {
  const news = createNews()
  expect(ids(news(view(3, [3, 4])))).toEqual(['m4'])
  expect(ids(news(view(3, [3, 4, 5, 6])))).toEqual(['m5', 'm6'])
  expect(ids(news(view(6, [3, 4, 5, 6])))).toEqual(['m5', 'm6'])
})

test('[W10] the visitor’s own words are not read back', () => {
  expect(createNews()(view(0, [1], { role: 'visitor', id: 'v' }))).toEqual([])
})

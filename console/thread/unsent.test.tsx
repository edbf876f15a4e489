// @vitest-environment happy-dom
import { signal } from '@preact/signals'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { describe, expect, it } from 'vitest'
import type { AgentView, Message } from '../../client/view.ts'
import { createKept } from '../kept.ts'
import { type Hall, HallContext, type Seat, SeatContext } from '../room.ts'
import { row } from '../scene.ts'
import { createTongue } from '../words/tongue.ts'
import { createDrafts } from './drafts.ts'
import { Unsent } from './unsent.tsx'

const late: Message = {
  kind: 'message',
  id: 'm9',
  by: { role: 'agent', id: 'me', name: 'Me' },
  text: 'One second too late',
  at: 9,
  seq: null,
  state: 'failed',
  why: 'held',
}

async function scene(typed: string, ...entries: Message[]) {
  const denied = {
    get localStorage(): Storage {
      throw new DOMException('denied', 'SecurityError')
    },
  }
  const drafts = createDrafts({ agent: 'me', kept: createKept(denied) })
  drafts.write('c1', typed)
  const discarded: string[] = []
  const view = { threads: new Map([['c1', { entries, complete: true }]]) }
  const desk = {
    view: signal(view as Partial<AgentView> as AgentView),
    client: { discard: (_: string, id: string) => discarded.push(id) },
  }
  const kept = { getItem: () => null, setItem() {} }
  const hall = { tongue: createTongue({ preferred: ['en'], kept }) } as Partial<Hall> as Hall
  const root = document.createElement('div')
  await act(() =>
    render(
      <HallContext value={hall}>
        <SeatContext value={{ desk, drafts } as unknown as Seat}>
          <Unsent row={row('c1', { startedAt: 1, holder: 'budi' })} />
        </SeatContext>
      </HallContext>,
      root,
    ),
  )
  return { text: root.textContent, draft: () => drafts.read('c1'), discarded }
}

describe('unsent', () => {
  it('[R3] keeps as a draft what was sent a moment after somebody else had answered', async () => {
    const { text, draft, discarded } = await scene('and typed on', late)
    expect(draft()).toBe('One second too late\nand typed on')
    expect(text).toContain('One second too late')
    expect(discarded).toEqual(['m9'])
  })

  it('[R3] shows what was typed and never sent, and nothing where nothing was', async () => {
    expect((await scene('almost')).text).toBe('What you wrote is kept as a draft: “almost”')
    expect((await scene('')).text).toBe('')
  })

  it('[W6] leaves alone what failed for another reason', async () => {
    const { draft, discarded } = await scene('', { ...late, why: 'too-long' })
    expect([draft(), discarded]).toEqual(['', []])
  })
})

import { describe, expect, it } from 'vitest'
import { createKept } from '../kept.ts'
import { createDrafts } from './drafts.ts'

function storage(): Storage {
  const values = new Map<string, string>()
  return {
    get length() {
      return values.size
    },
    clear: () => values.clear(),
    getItem: key => values.get(key) ?? null,
    key: () => null,
    removeItem: key => void values.delete(key),
    setItem: (key, value) => void values.set(key, value),
  }
}

describe('drafts', () => {
  it('[C3] keeps one text a chat over a reload, and forgets an emptied one', () => {
    const localStorage = storage()
    const reloaded = () => createDrafts({ agent: 'ayu', kept: createKept({ localStorage }) })
    reloaded().write('c1', 'almost')
    expect(reloaded().read('c1')).toBe('almost')
    expect(reloaded().read('c2')).toBe('')
    reloaded().write('c1', '')
    expect(reloaded().read('c1')).toBe('')
    expect(localStorage).toHaveLength(0)
  })

  it('[P] shows nobody the drafts of another agent on the same browser', () => {
    const kept = createKept({ localStorage: storage() })
    createDrafts({ agent: 'ayu', kept }).write('c1', 'secret')
    expect(createDrafts({ agent: 'budi', kept }).read('c1')).toBe('')
  })

  it('[C3] keeps a draft for as long as the page lives where storage is denied', () => {
    const denied = {
      get localStorage(): Storage {
        throw new DOMException('denied', 'SecurityError')
      },
    }
    const drafts = createDrafts({ agent: 'ayu', kept: createKept(denied) })
    drafts.write('c1', 'still here')
    expect(drafts.read('c1')).toBe('still here')
  })
})

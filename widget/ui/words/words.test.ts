import { expect, test } from 'vitest'
import { words as en } from './en.ts'
import { words as id } from './id.ts'

/** Every line of a dictionary as text, with examples in the places of names and numbers. */
function lines(words: object, path = ''): Map<string, string> {
  const all = new Map<string, string>()
  for (const [key, line] of Object.entries(words)) {
    if (typeof line === 'object') for (const [k, v] of lines(line, `${path}${key}.`)) all.set(k, v)
    else all.set(path + key, typeof line === 'function' ? line('Ayu') : line)
  }
  return all
}

test('[W11] English and Indonesian have the same lines, and none is empty', () => {
  expect([...lines(id).keys()].sort()).toEqual([...lines(en).keys()].sort())
  for (const [key, line] of [...lines(en), ...lines(id)]) expect(line.trim(), key).not.toBe('')
})

test('[W11] no line was left in the other language', () => {
  const indonesian = lines(id)
  const same = [...lines(en)].filter(([key, line]) => indonesian.get(key) === line)
  expect(same.map(([key]) => key)).toEqual(['chat'])
})

test('[W11] one agent is not "1 agents"', () => {
  expect(en.agentsHere(1)).toBe('1 agent here')
  expect(en.agentsHere(3)).toBe('3 agents here')
})

test('names and numbers stand in the line that is about them', () => {
  for (const words of [en, id]) {
    for (const line of [words.joined('Ayu'), words.left('Ayu'), words.typing('Ayu')])
      expect(line).toContain('Ayu')
    for (const line of [words.agentsHere(7), words.unread(7), words.tooLong(7), words.charsLeft(7)])
      expect(line).toContain('7')
  }
})

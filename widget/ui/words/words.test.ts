import { expect, test } from 'vitest'
import { words as ar } from './ar.ts'
import { words as arParts } from './ar-parts.ts'
import { english as before } from './before.ts'
import { english as busy } from './busy.ts'
import { english as cards } from './cards.ts'
import { english as choice } from './choice.ts'
import { english as consent } from './consent.ts'
import { english as emoji } from './emoji.ts'
import { words as en } from './en.ts'
import { english as failed } from './failed.ts'
import { english as form } from './form.ts'
import { words as id } from './id.ts'
import { words as idParts } from './id-parts.ts'
import { english as menu } from './menu.ts'
import { english as pace } from './pace.ts'
import { english as peek } from './peek.ts'
import { english as rating } from './rating.ts'
import { type Parts, said } from './said.ts'
import { speak } from './speak.ts'

const enParts: Parts = {
  before,
  busy,
  cards,
  choice,
  consent,
  emoji,
  failed,
  form,
  menu,
  pace,
  peek,
  rating,
}

/** Every line of a dictionary as text, with examples in the places of names and numbers. */
function lines(words: object, path = ''): Map<string, string> {
  const all = new Map<string, string>()
  for (const [key, line] of Object.entries(words)) {
    if (typeof line === 'object') for (const [k, v] of lines(line, `${path}${key}.`)) all.set(k, v)
    else all.set(path + key, typeof line === 'function' ? line('Ayu') : line)
  }
  return all
}

const english = lines({ panel: en, ...enParts })
const indonesian = lines({ panel: id, ...idParts })
const arabic = lines({ panel: ar, ...arParts })

test.each([
  ['Indonesian', indonesian],
  ['Arabic', arabic],
])('[W11] %s has the lines that English has, and none is empty', (_, other) => {
  expect([...other.keys()].sort()).toEqual([...english.keys()].sort())
  for (const [key, line] of [...english, ...other]) expect(line.trim(), key).not.toBe('')
})

test('[W11] no line was left in the other language', () => {
  const same = [...english].filter(([key, line]) => indonesian.get(key) === line)
  expect(same.map(([key]) => key)).toEqual(['panel.chat', 'emoji.emoji', 'menu.emoji'])
  for (const [key, line] of arabic) expect(line, key).toMatch(/\p{Script=Arabic}|^\u2068?Ayu/u)
})

test('[W11] one agent is not "1 agents"', () => {
  expect(en.agentsHere(1)).toBe('1 agent here')
  expect(en.agentsHere(3)).toBe('3 agents here')
})

test('[W11] Arabic counts one, two, few, many', () => {
  expect([1, 2, 3, 11, 100].map(ar.unread)).toEqual([
    'رسالة جديدة',
    'رسالتان جديدتان',
    '3 رسائل جديدة',
    '11 رسالة جديدة',
    '100 رسالة جديدة',
  ])
})

test('names and numbers stand in the line that is about them', () => {
  for (const words of [en, id, ar]) {
    for (const line of [words.joined('Ayu'), words.left('Ayu'), words.typing('Ayu')])
      expect(line).toContain('Ayu')
    for (const line of [words.agentsHere(7), words.unread(7), words.tooLong(7), words.charsLeft(7)])
      expect(line).toContain('7')
  }
})

test.each([
  ['ar-EG', 'ar'],
  ['AR', 'ar'],
  ['in', 'id'],
  ['id-ID', 'id'],
  ['arn', 'en'],
  ['fr', 'en'],
])('[W11] a page in %s is spoken to in %s', async (language, tag) => {
  expect((await speak(language)).tag).toBe(tag)
})

test('[W11] a part says in English what has no other words', async () => {
  expect(await said('ar', 'rating', rating)).toEqual(arParts.rating)
  expect(await said('fr', 'rating', rating)).toEqual(rating)
})

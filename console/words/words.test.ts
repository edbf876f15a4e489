import { describe, expect, it } from 'vitest'
import { english } from './english.ts'
import { indonesian } from './indonesian.ts'
import { createTongue } from './tongue.ts'

/** Every leaf of a dictionary by its path; a sentence with a gap is filled with something to recognise. */
function leaves(part: object, path = ''): [string, string][] {
  return Object.entries(part).flatMap(([key, value]): [string, string][] => {
    const at = `${path}.${key}`
    if (typeof value === 'function') return [[at, String(value('7', '9', '8'))]]
    return typeof value === 'object' ? leaves(value, at) : [[at, String(value)]]
  })
}

describe('words', () => {
  it('[C1] has the same sentences in both languages, and none is empty', () => {
    const paths = (words: object) => leaves(words).map(([path]) => path)
    expect(paths(indonesian)).toEqual(paths(english))
    for (const [path, text] of [...leaves(english), ...leaves(indonesian)])
      expect(text.trim(), path).not.toBe('')
  })

  it('[C1] fills the same gaps in both languages', () => {
    // The definition comes from the relay in English; Indonesian brings its own.
    const gaps = (words: object) =>
      leaves(words)
        .filter(([path]) => path !== '.board.definition' && path !== '.ratings.definition')
        .map(([path, text]) => [path, text.includes('7')])
    expect(gaps(indonesian)).toEqual(gaps(english))
  })
})

describe('tongue', () => {
  const kept = (chosen: string | null) => {
    const values = new Map(chosen === null ? [] : [['sapa:language', chosen]])
    return {
      getItem: (key: string) => values.get(key) ?? null,
      setItem: (key: string, value: string) => void values.set(key, value),
    }
  }

  it('[C1] speaks the first language of the browser that it knows, else English', () => {
    const spoken = (...preferred: string[]) =>
      createTongue({ preferred, kept: kept(null) }).language.value
    expect(spoken('nl-NL', 'id-ID', 'en')).toBe('id')
    expect(spoken('in')).toBe('id')
    expect(spoken('en-GB', 'id')).toBe('en')
    expect(spoken('ja')).toBe('en')
  })

  it('[C9] remembers a choice over the browser', () => {
    const storage = kept(null)
    createTongue({ preferred: ['en'], kept: storage }).speak('id')
    const next = createTongue({ preferred: ['en'], kept: storage })
    expect(next.language.value).toBe('id')
    expect(next.words.value).toBe(indonesian)
  })

  it('[C1] writes dates as the browser prefers within the language', () => {
    const tongue = createTongue({ preferred: ['id-ID', 'en-GB'], kept: kept('en') })
    expect(tongue.locale.value).toBe('en-GB')
    expect(createTongue({ preferred: ['ja'], kept: kept(null) }).locale.value).toBe('en')
  })
})

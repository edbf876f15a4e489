import { expect, test } from 'vitest'
import { csvHead, csvLines } from './csv.ts'

test('a table is lines that end in CR LF; nothing is an empty cell', () => {
  const lines = csvLines([
    ['x', 1],
    [null, 0],
  ])
  expect(lines).toBe('x,1\r\n,0\r\n')
  expect(csvLines([])).toBe('')
})

test('[R11] a table says that it is UTF-8, so that Excel reads names right', () => {
  const bytes = Buffer.from(csvHead(['a', 'é']) + csvLines([['Zoë', '=1']]))
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  expect(bytes.toString('utf8')).toBe("\ufeffa,é\r\nZoë,'=1\r\n")
})

test.each([
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  ['two\r\nlines', '"two\r\nlines"'],
  ['plain text', 'plain text'],
  ['1 = 1', '1 = 1'],
])('the cell %j is written as %j', (cell, written) => {
  expect(csvLines([[cell]])).toBe(`${written}\r\n`)
})

test.each([
  ['=1+1', "'=1+1"],
  ['+62', "'+62"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', `"'\r=1"`],
  ['=HYPERLINK("https://evil.example","x")', `"'=HYPERLINK(""https://evil.example"",""x"")"`],
])('the cell %j is text to a spreadsheet, not a formula', (cell, written) => {
  expect(csvLines([[cell]])).toBe(`${written}\r\n`)
})

test('a number is a number, also a negative one', () => {
  expect(csvLines([[-5]])).toBe('-5\r\n')
})

import { expect, test } from 'vitest'
import { csv } from './csv.ts'

test('a table is lines that end in CR LF, its header first; nothing is an empty cell', () => {
  expect(
    csv(
      ['a', 'b'],
      [
        ['x', 1],
        [null, 0],
      ],
    ),
  ).toBe('a,b\r\nx,1\r\n,0\r\n')
  expect(csv(['a'], [])).toBe('a\r\n')
})

test.each([
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  ['two\r\nlines', '"two\r\nlines"'],
  ['plain text', 'plain text'],
  ['1 = 1', '1 = 1'],
])('the cell %j is written as %j', (cell, written) => {
  expect(csv([], [[cell]])).toBe(`\r\n${written}\r\n`)
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
  expect(csv([], [[cell]])).toBe(`\r\n${written}\r\n`)
})

test('a number is a number, also a negative one', () => {
  expect(csv([], [[-5]])).toBe('\r\n-5\r\n')
})

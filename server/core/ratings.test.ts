import { expect, it } from 'vitest'
import { noWish } from '../../protocol/conversation.ts'
import { type Rating, startEpisode } from '../../protocol/episode.ts'
import { ratings } from './ratings.ts'

const range = { site: 's', from: 0, to: 10 }
const row = (n: number, rating?: Partial<Rating>) => ({
  c: `c${n}`,
  site: 's',
  visitor: 'v',
  episode: {
    ...startEpisode({ episode: null, wish: noWish }, { seq: 1, at: n, event: { type: 'private' } }),
    ...(rating && { rating: { at: n, score: null, comment: null, likely: null, ...rating } }),
  },
})

it('[C8] counts scores, averages them, and takes 4 and 5 for satisfied', () => {
  const scores = [5, 5, 4, 3, 1]
  const rows = [...scores.map((score, i) => row(i, { score })), row(8), row(9, { likely: 10 })]
  expect(ratings(range, rows)).toMatchObject({
    ...range,
    count: 5,
    average: 18 / 5,
    share45: 3 / 5,
    byScore: [1, 0, 1, 1, 2],
  })
})

it('[C8] takes the share of 9 and 10 minus that of 0 to 6, times 100', () => {
  const nps = (...answers: number[]) =>
    ratings(
      range,
      answers.map((likely, i) => row(i, { likely })),
    ).nps
  expect(nps(10, 9, 8, 7)).toEqual({ count: 4, score: 50 })
  expect(nps(0, 6, 9, 8)).toEqual({ count: 4, score: -25 })
  expect(nps(6)).toEqual({ count: 1, score: -100 })
})

it('shows the newest fifty comments, newest first, with what they rate', () => {
  const rows = Array.from({ length: 60 }, (_, n) => row(n, { comment: `no. ${n}`, score: 2 }))
  const { comments } = ratings(range, [...rows, row(99, { score: 5 })])
  expect(comments).toHaveLength(50)
  expect(comments[0]).toEqual({ c: 'c59', at: 59, score: 2, comment: 'no. 59' })
  expect(comments.at(-1)?.comment).toBe('no. 10')
})

it('says nothing where nobody rated', () => {
  expect(ratings(range, [row(1)])).toMatchObject({
    ...{ count: 0, average: null, share45: null, byScore: [0, 0, 0, 0, 0] },
    ...{ nps: null, comments: [] },
  })
})

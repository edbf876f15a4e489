import type { Ratings } from '../../protocol/report.ts'
import type { EpisodeRow } from './ports.ts'

/** Printed beside the numbers. */
export const RATINGS_DEFINITION: string =
  'Of the episodes that started in the range, those that their visitor rated; of each the newest rating. CSAT is the share of ' +
  'scores 4 and 5 of all scores 1–5. NPS is the share of 9 and 10 minus the share of 0 to 6 of all answers 0–10, times 100.'

const COMMENTS_MAX = 50

/** What visitors thought of a set of episodes. */
export function ratings(
  range: { site: string | null; from: number; to: number },
  rows: readonly EpisodeRow[],
): Ratings {
  const byScore = [0, 0, 0, 0, 0]
  const likely: number[] = []
  const comments: Ratings['comments'] = []
  for (const { c, episode } of rows) {
    if (!episode.rating) continue
    const { at, score, comment, likely: answer } = episode.rating
    if (score !== null) byScore[score - 1] = (byScore[score - 1] ?? 0) + 1
    if (answer !== null) likely.push(answer)
    if (comment !== null) comments.push({ c, at, score, comment })
  }
  const count = byScore.reduce((sum, n) => sum + n, 0)
  const points = byScore.reduce((sum, n, i) => sum + n * (i + 1), 0)
  const [, , , fours = 0, fives = 0] = byScore
  return {
    definition: RATINGS_DEFINITION,
    ...range,
    count,
    average: count ? points / count : null,
    share45: count ? (fours + fives) / count : null,
    byScore,
    nps: likely.length ? { count: likely.length, score: netPromoters(likely) } : null,
    comments: comments.sort((a, b) => b.at - a.at).slice(0, COMMENTS_MAX),
  }
}

/** From −100 to 100. */
function netPromoters(answers: readonly number[]): number {
  const share = (is: (answer: number) => boolean) => answers.filter(is).length / answers.length
  return 100 * (share(answer => answer >= 9) - share(answer => answer <= 6))
}

/** What is asked when a chat is resolved. */
export interface RatingWords {
  ask: string
  stars: (n: number) => string
  comment: string
  send: string
  skip: string
  likely: string
  least: string
  most: string
  thanks: string
  failed: string
}

export const english: RatingWords = {
  ask: 'How was this chat?',
  stars: n => `${n} of 5`,
  comment: 'What was good, what could be better? (optional)',
  send: 'Send',
  skip: 'Skip',
  likely: 'How likely are you to recommend this shop to a friend?',
  least: '0: not at all',
  most: '10: very likely',
  thanks: 'Thank you for telling us.',
  failed: 'That failed. Please try again.',
}

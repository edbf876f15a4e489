/** What stands on and beside an agent's cards. */
export interface CardWords {
  replies: string
  view: string
  send: string
  /** Said when a button of a product was pressed. */
  done: (label: string) => string
  failed: string
}

export const english: CardWords = {
  replies: 'Answers to choose from',
  view: 'View',
  send: 'Send',
  done: label => `${label}: done`,
  failed: 'That failed. Please try again.',
}

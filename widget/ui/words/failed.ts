/** What is said beside a message that was not sent. */
export type FailedWords = Record<
  'empty' | 'too-long' | 'too-fast' | 'forbidden' | 'other' | 'retry' | 'discard',
  string
>

export const english: FailedWords = {
  empty: 'Not sent: it is empty.',
  'too-long': 'Not sent: it is too long.',
  'too-fast': 'Not sent: too many messages at once. Wait a moment.',
  forbidden: 'Not sent: the shop does not accept it.',
  other: 'Not sent.',
  retry: 'Try again',
  discard: 'Discard',
}

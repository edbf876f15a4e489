/** What is said to who waits longer than the shop promises. */
export interface BusyWords {
  busy: string
  alone: string
  email: string
  save: string
  saved: (email: string) => string
  expected: string
  failed: string
}

export const english: BusyWords = {
  busy: 'This takes longer than we would like. You need not wait here.',
  alone: 'You need not wait here.',
  email: 'Your e-mail address',
  save: 'Write to me',
  saved: email => `We will write to ${email}`,
  expected: 'It should look like dewi@mail.example.',
  failed: 'That failed. Please try again.',
}

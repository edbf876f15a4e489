/** What is said when the promised time has passed. */
export interface ChoiceWords {
  sorry: string
  wait: string
  email: string
  address: string
  save: string
  back: string
  again: string
  thanks: string
  willWrite: (email: string) => string
  elsewhere: (channel: string) => string
  expected: string
  failed: string
}

export const english: ChoiceWords = {
  sorry: 'Sorry, this takes longer than promised.',
  wait: 'Keep waiting',
  email: 'Leave an e-mail address',
  address: 'Your e-mail address',
  save: 'Write to me',
  back: 'Back',
  again: 'Choose something else',
  thanks: 'Thank you for waiting. Your answer comes here.',
  willWrite: email => `We will write to ${email}`,
  elsewhere: channel => `You can go on with ${channel}. This chat stays open.`,
  expected: 'It should look like dewi@mail.example.',
  failed: 'That failed. Please try again.',
}

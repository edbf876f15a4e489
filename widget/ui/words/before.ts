/** What is said where something is asked before the first message. */
export type BeforeWords = Record<
  'before' | 'start' | 'skip' | 'away' | 'message' | 'email' | 'send' | 'privacy',
  string
>

export const english: BeforeWords = {
  before: 'Before we begin',
  start: 'Start the chat',
  skip: 'Skip',
  away: 'Nobody is here right now. Leave us a message.',
  message: 'Your message',
  email: 'Your e-mail address, for the answer',
  send: 'Send',
  privacy: 'Privacy',
}

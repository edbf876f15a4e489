/** What is said where something is asked before the first message. */
export type BeforeWords = Record<
  'before' | 'start' | 'skip' | 'away' | 'message' | 'email' | 'send' | 'privacy',
  string
>

export const english: BeforeWords = {
  before: 'Before we begin',
  start: 'Start the chat',
  skip: 'Skip',
  away: 'Nobody is here right now. Leave a message: it is kept, and the answer comes here.',
  message: 'Your message',
  email: 'Your e-mail address, so that the answer can reach you elsewhere too',
  send: 'Send',
  privacy: 'Privacy',
}

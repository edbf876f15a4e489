/** What is asked of a visitor before anything is kept. */
export type ConsentWords = Record<'title' | 'why' | 'privacy' | 'agree' | 'refuse', string>

export const english: ConsentWords = {
  title: 'May we keep this chat?',
  why: 'This browser and the shop then keep your messages, so that an answer finds you on every page and later. Until you agree, nothing is kept and nothing is sent.',
  privacy: 'Privacy',
  agree: 'Agree and chat',
  refuse: 'No thanks',
}

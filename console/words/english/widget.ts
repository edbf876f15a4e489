import { many } from './many.ts'

export const widget = {
  title: 'Chat on the page',
  prechat: 'Before the first message',
  prechatWhy:
    'Asked before the chat begins; no question, no form. The keys “name” and “email” also become the visitor’s name and address.',
  noPrechat: 'Nothing is asked.',
  away: 'While nobody is there, take a message and an e-mail address',
  rating: 'After a resolved chat, ask for 1–5 stars and a comment',
  likely: 'Share of rated chats also asked “would you recommend us?” (0–10), in per cent',
  likelyWhy: 'NPS is counted from these. 10 is enough for most shops.',
  badShare: 'Expected a number from 0 to 100.',
  sneakPeek: 'Let agents see what a visitor writes before it is sent',
  sneakPeekWhy: 'Visitors are told so, where they write:',
  notice: 'The shop sees what you write before you send it.',
  privacy: 'Address of the privacy page',
  privacyWhy: 'Shown wherever something is asked. Leave it empty for none.',
  wrong: 'Something is not right yet; it is marked above.',
  tagOptions: 'What the tag says',
  consent: 'Wait for consent',
  consentWhy: 'Nothing is kept and nobody is connected until the page calls sapa("consent", true).',
  triggers: 'Triggers run as soon as the page is idle, because this shop has some.',
}

export const ratings = {
  title: 'What visitors thought',
  csat: 'CSAT: gave 4 or 5',
  average: 'average of 1–5',
  count: 'ratings',
  nps: 'NPS, −100 to 100',
  npsOf: (n: number): string => `from ${many(n, 'answer', 'answers')}`,
  spread: 'How often each was given',
  stars: (n: number): string => `${n} of 5`,
  comments: 'Newest comments',
  noComments: 'Nobody left a comment.',
  none: 'Nobody has rated a chat of this range yet.',
  allOfShop: 'Ratings are counted over all departments and agents.',
  open: 'Open the chat',
  definition: (given: string): string => given,
  failed: 'The ratings could not be loaded.',
}

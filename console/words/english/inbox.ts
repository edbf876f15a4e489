import { many } from './many.ts'

export const inbox = {
  title: 'Inbox',
  tabs: 'Which chats',
  waiting: 'Waiting',
  mine: 'Mine',
  resolved: 'Resolved',
  all: 'All',
  visitor: (code: string): string => `Visitor ${code}`,
  you: 'You:',
  unread: 'Unread',
  unanswered: 'Waits for a reply',
  heldBy: (name: string): string => `with ${name}`,
  more: 'Show more',
  loading: 'Loading …',
  failed: 'Resolved chats could not be loaded.',
  noWaiting: 'Nobody waits.',
  noWaitingWhy: 'Chats that no agent could take appear here, the most urgent first.',
  noMine: 'You hold no chat.',
  noMineWhy: 'While you are online, new chats come to you by themselves.',
  noAll: 'No open chats.',
  noResolved: 'Nothing resolved yet.',
  noResolvedWhy: 'A chat you resolve moves here and stays readable.',
  first: 'No chats yet',
  firstWhy:
    'Paste this tag into your shop’s pages, before </body>. A launcher appears in the corner and the first message lands here.',
  firstAdmin: 'An admin can find the tag under Settings and paste it into the shop.',
  now: 'now',
}

export const clock = {
  left: (s: number): string => `${many(s, 'second', 'seconds')} left to answer`,
  over: (t: string): string => `Unanswered, ${t} past the target`,
  level: { nudge: 'nudged', 'hand-on': 'past the hand-on', 'all-hands': 'all hands' },
}

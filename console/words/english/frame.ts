export const unit = {
  s: (n: string): string => `${n} s`,
  min: (n: string): string => `${n} min`,
  h: (n: string): string => `${n} h`,
}

export const nav = {
  label: 'Console',
  inbox: 'Inbox',
  board: 'Board',
  report: 'Report',
  settings: 'Settings',
  skip: 'Skip to the content',
}

export const line = {
  connecting: 'Connecting …',
  down: 'The line is down.',
  again: (s: number): string => `Trying again in ${s} s.`,
  kept: 'What you write is kept.',
  notKept: 'This browser keeps nothing: a reload would lose unsent text.',
  back: 'Back online.',
  stopped: 'The line was ended by the relay. Reload this page to go on.',
  reload: 'Reload',
  unreachable: 'The relay does not answer.',
  retry: 'Try again',
}

export const me = {
  online: 'Online',
  away: 'Away',
  offline: 'Offline',
  switch: 'Receive new chats',
  load: (n: number, of: number): string => `${n} of ${of} chats`,
  awayLine: 'You are away. New chats go to others.',
  goOnline: 'Go online',
}

export const keys = {
  title: 'Keys',
  close: 'Close',
  move: 'Move in the list',
  open: 'Open the chat',
  take: 'Take the chat',
  offer: 'Open what asks for you (Alt + o while writing)',
  resolve: 'Resolve the chat',
  tabs: 'Open chat before, after',
  back: 'Back',
  help: 'This list',
  send: 'Send',
  newline: 'New line',
}

export const notice = {
  now: 'Answer now ·',
  nudge: (name: string): string => `${name} waits for your answer`,
  'hand-on': (name: string): string => `${name} still waits, and you have the chat`,
  'all-hands': (name: string): string => `All hands: ${name} still waits`,
  breach: (name: string): string => `${name} passed the target unanswered`,
  assigned: (name: string): string => `New chat: ${name}`,
  message: (name: string): string => name,
}

export const trouble = {
  network: 'The relay could not be reached. Check the line and try again.',
  failed: 'That did not work. Try again.',
}

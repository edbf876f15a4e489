const ms = (n: number): string => `${n} ms`

export const ready = {
  title: 'Ready check',
  why: 'Before chats come to you: would you notice one?',
  running: 'Checking …',
  again: 'Check again',
  close: 'Close',
  red: 'You stay away: a chat would go unnoticed. Mend what is red, then check again.',
  amber: 'You can receive chats, with limits.',
  green: 'You can receive chats.',
  goOnline: 'Go online',
  summary: { ok: 'all fine', warn: 'with warnings', fail: 'not ready' },
  level: { ok: 'Fine', warn: 'Warning', fail: 'Not working' },
  name: {
    sound: 'Sound',
    notification: 'Notifications',
    line: 'Line to the relay',
    timers: 'Timers of this tab',
    clock: 'Clock of this device',
  },
  sound: {
    heard: 'You hear new chats.',
    unheard: 'You did not hear the note. Turn up the volume, or plug in the right speaker.',
    unanswered: 'A note was played.',
    off: 'Sound is turned off here.',
    blocked:
      'The browser blocks sound. Allow it for this page beside the address, then check again.',
  },
  hear: 'Did you hear it?',
  yes: 'Yes',
  no: 'No',
  turnOn: 'Turn sound on',
  notification: {
    granted: 'New chats show up while you are elsewhere.',
    default: 'Not allowed yet: with this window covered you only have the sound.',
    denied: 'Blocked. Allow them for this page in your browser’s settings.',
    none: 'This browser has none. Keep the sound on.',
  },
  allow: 'Allow notifications',
  line: {
    fast: (n: number): string => `The relay answers in ${ms(n)}.`,
    slow: (n: number): string => `The relay takes ${ms(n)} to answer. Try another network.`,
    down: (_: number): string => 'The relay does not answer. Check the network, then try again.',
  },
  timers: {
    even: (n: number): string => `On time, ${ms(n)} late at most.`,
    late: (n: number): string =>
      `Late by ${ms(n)}. Turn battery saver off and close heavy tabs; keep this one open.`,
  },
  clock: {
    right: (_: string): string => 'Agrees with the relay.',
    ahead: (t: string): string =>
      `${t} ahead. Countdowns are right all the same; let the device set its clock by itself.`,
    behind: (t: string): string =>
      `${t} behind. Countdowns are right all the same; let the device set its clock by itself.`,
  },
  idle: 'Set me away without input for',
  minutes: (n: number): string => `${n} minutes`,
  never: 'never',
  lock: 'Also set me away when the screen locks',
  lockOn: 'You are set away when the screen locks.',
  unchecked: 'The ready check has not run since this tab was opened.',
  check: 'Check now',
  warned: (n: number): string =>
    `You are online, with ${n === 1 ? 'one warning' : `${n} warnings`}:`,
  show: 'Show',
  putAside: 'Put the warnings aside',
}

export const away = {
  chosen: 'You are away. New chats go to others.',
  idle: 'You were set away: there was no input for a while. New chats go to others.',
  locked: 'You were set away: the screen was locked. New chats go to others.',
  unresponsive:
    'You were set away: two chats were offered to you and you did not react. New chats go to others.',
  back: 'I am back',
}

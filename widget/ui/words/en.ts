/** Everything the panel says; a dictionary that lacks a line does not compile. */
export interface Words {
  chat: string
  unread: (n: number) => string
  close: string
  menu: string
  agentsHere: (n: number) => string
  nobodyHere: string
  greeting: string
  thread: string
  you: string
  joined: (name: string) => string
  left: (name: string) => string
  resolved: string
  connecting: string
  offline: string
  stopped: string
  unstored: string
  sending: string
  sent: string
  seen: string
  typing: (name: string) => string
  write: string
  send: string
  tooLong: (over: number) => string
  charsLeft: (left: number) => string
  newMessages: string
}

export const words: Words = {
  chat: 'Chat',
  unread: n => `${n} new`,
  close: 'Close chat',
  menu: 'More',
  agentsHere: n => (n === 1 ? '1 agent here' : `${n} agents here`),
  nobodyHere: 'Nobody is here right now',
  greeting: 'Hello! How can we help you?',
  thread: 'Messages',
  you: 'You',
  joined: name => `${name} joined`,
  left: name => `${name} had to leave; we are finding someone else`,
  resolved: 'Chat resolved. Write again whenever you like.',
  connecting: 'Connecting…',
  offline: 'You are offline. What you write is kept and sent when the line is back.',
  stopped: 'This chat cannot connect. Please reload the page.',
  unstored: 'This browser keeps nothing: leave this page open until your message is sent.',
  sending: 'Sending…',
  sent: 'Sent',
  seen: 'Seen',
  typing: name => `${name} is typing`,
  write: 'Write a message',
  send: 'Send',
  tooLong: over => `${over} characters too many`,
  charsLeft: left => `${left} characters left`,
  newMessages: 'New messages',
}

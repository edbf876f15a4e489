import { many } from './many.ts'

export const signin = {
  title: 'Sign in',
  lead: 'Where your shop’s visitors get an answer in under a minute.',
  email: 'E-mail',
  password: 'Password',
  submit: 'Sign in',
  busy: 'One moment …',
  wrong: 'That e-mail and password do not fit together. Check both and try again.',
  tooMany: (s: number): string =>
    `Too many tries. Wait ${many(s, 'second', 'seconds')}, then try again.`,
  ended: 'You were signed out. Sign in again to go on.',
  noLink: 'No account yet? Ask an admin of your shop for an invite link.',
}

export const invite = {
  title: 'Welcome to Sapa',
  looking: 'Checking your link …',
  as: (role: string): string => `You join as ${role}.`,
  name: 'Your name, as visitors see it',
  password: 'Choose a password',
  rule: 'At least 10 characters. A short sentence is easy to remember.',
  accept: 'Set up my account',
  goneTitle: 'This link no longer works',
  gone: 'It was used already or has expired. Ask an admin of your shop for a new one. If you have set your password before, just sign in.',
  toSignin: 'Go to sign-in',
}

export const role = { agent: 'agent', admin: 'admin' }

export const offer = {
  label: 'Asks for you',
  forYou: 'A new chat for you',
  allHands: 'All hands',
  offer: (name: string): string => `New chat for you from ${name}.`,
  'all-hands': (name: string): string => `All hands: ${name} still waits.`,
  open: 'Open',
  answer: 'Answer it: all hands',
  later: (name: string): string => `Put the call of ${name} aside`,
  taken: (by: string, name: string): string => `${by} answered ${name} first.`,
  first: 'All hands: whoever replies first has the chat.',
  draft: (text: string): string => `What you wrote is kept as a draft: “${text}”`,
  title: 'All hands! ·',
}

export const breach = {
  label: 'Passed the target',
  line: (name: string): string => `${name} passed the target unanswered.`,
  held: (names: string): string => `Held by ${names}.`,
  nobody: 'Nobody held it.',
  answered: (by: string, t: string): string => `Answered by ${by} after ${t}.`,
  open: 'Open the chat',
  dismiss: (name: string): string => `Dismiss the alert for ${name}`,
  more: (n: number): string => `${n} more on the board`,
}

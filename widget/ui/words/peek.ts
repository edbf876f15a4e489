/** What a visitor is told whose writing is seen before it is sent. */
export type PeekWords = Record<'notice', string>

export const english: PeekWords = {
  notice: 'The shop sees what you write before you send it.',
}

/** The name of the set, and of each emoji in the order of parts/emoji.tsx. */
export interface EmojiWords {
  emoji: string
  close: string
  names: string[]
}

export const english: EmojiWords = {
  emoji: 'Emoji',
  close: 'Close the emoji',
  names: [
    'smile',
    'grin',
    'tears of joy',
    'happy',
    'in love',
    'thinking',
    'relieved',
    'surprised',
    'sad',
    'angry',
    'thank you',
    'thumbs up',
    'thumbs down',
    'OK',
    'applause',
    'strong',
    'heart',
    'party',
    'fire',
    'cart',
    'gift',
    'parcel',
    'delivery',
  ],
}

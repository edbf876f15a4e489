/** What is said beside a message that was not sent. */
export type FailedWords = Record<
  'empty' | 'too-long' | 'too-fast' | 'forbidden' | 'other' | 'retry' | 'discard',
  string
>

/** In the language of a dictionary's tag. */
export function failedWords(tag: string): FailedWords {
  return tag === 'id' ? indonesian : english
}

const english: FailedWords = {
  empty: 'Not sent: it is empty.',
  'too-long': 'Not sent: it is too long.',
  'too-fast': 'Not sent: too many messages at once. Wait a moment.',
  forbidden: 'Not sent: the shop does not accept it.',
  other: 'Not sent.',
  retry: 'Try again',
  discard: 'Discard',
}

const indonesian: FailedWords = {
  empty: 'Tidak terkirim: pesan kosong.',
  'too-long': 'Tidak terkirim: terlalu panjang.',
  'too-fast': 'Tidak terkirim: terlalu banyak pesan sekaligus. Tunggu sebentar.',
  forbidden: 'Tidak terkirim: toko tidak menerimanya.',
  other: 'Tidak terkirim.',
  retry: 'Coba lagi',
  discard: 'Buang',
}

import type { Words } from '../english.ts'

export const offer: Words['offer'] = {
  label: 'Menunggu Anda',
  forYou: 'Obrolan baru untuk Anda',
  allHands: 'Semua turun tangan',
  offer: name => `Obrolan baru untuk Anda dari ${name}.`,
  'all-hands': name => `Semua turun tangan: ${name} masih menunggu.`,
  open: 'Buka',
  answer: 'Jawab: semua turun tangan',
  later: name => `Kesampingkan panggilan ${name}`,
  taken: (by, name) => `${by} lebih dulu menjawab ${name}.`,
  first: 'Semua turun tangan: siapa yang lebih dulu membalas, memegang obrolan.',
  draft: text => `Tulisan Anda tersimpan sebagai draf: “${text}”`,
  title: 'Semua turun tangan! ·',
}

export const breach: Words['breach'] = {
  label: 'Lewat target',
  line: name => `${name} lewat target tanpa jawaban.`,
  held: names => `Dipegang oleh ${names}.`,
  nobody: 'Tidak ada yang memegang.',
  answered: (by, t) => `Dijawab oleh ${by} setelah ${t}.`,
  open: 'Buka obrolan',
  dismiss: name => `Tutup peringatan untuk ${name}`,
  more: n => `${n} lagi di papan`,
}

import type { ChoiceWords } from './choice.ts'

export const words: ChoiceWords = {
  sorry: 'Maaf, ini lebih lama dari yang kami janjikan.',
  wait: 'Tetap menunggu',
  email: 'Tinggalkan alamat e-mail',
  address: 'Alamat e-mail Anda',
  save: 'Kirim ke e-mail saya',
  back: 'Kembali',
  again: 'Pilih yang lain',
  thanks: 'Terima kasih sudah menunggu. Jawabannya muncul di sini.',
  willWrite: email => `Kami akan menulis ke ${email}`,
  elsewhere: channel => `Anda bisa lanjut lewat ${channel}. Chat ini tetap terbuka.`,
  expected: 'Isi alamat seperti dewi@mail.example.',
  failed: 'Belum berhasil. Silakan coba lagi.',
}

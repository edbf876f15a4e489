import type { Words } from '../english.ts'

export const unit: Words['unit'] = {
  s: n => `${n} dtk`,
  min: n => `${n} mnt`,
  h: n => `${n} jam`,
}

export const nav: Words['nav'] = {
  label: 'Konsol',
  inbox: 'Obrolan',
  board: 'Papan',
  report: 'Laporan',
  settings: 'Pengaturan',
  skip: 'Langsung ke isi',
}

export const line: Words['line'] = {
  connecting: 'Menyambungkan …',
  down: 'Sambungan terputus.',
  again: s => `Mencoba lagi dalam ${s} dtk.`,
  kept: 'Tulisan Anda tersimpan.',
  notKept:
    'Peramban ini tidak menyimpan apa pun: teks yang belum terkirim hilang saat dimuat ulang.',
  back: 'Tersambung kembali.',
  stopped: 'Sambungan diakhiri oleh relay. Muat ulang halaman ini untuk melanjutkan.',
  reload: 'Muat ulang',
  unreachable: 'Relay tidak menjawab.',
  retry: 'Coba lagi',
}

export const me: Words['me'] = {
  online: 'Aktif',
  away: 'Rehat',
  offline: 'Luring',
  switch: 'Terima obrolan baru',
  load: (n, of) => `${n} dari ${of} obrolan`,
  awayLine: 'Anda sedang rehat. Obrolan baru diberikan ke agen lain.',
  goOnline: 'Aktif lagi',
}

export const keys: Words['keys'] = {
  title: 'Tombol pintas',
  close: 'Tutup',
  move: 'Bergerak di daftar',
  open: 'Buka obrolan',
  take: 'Ambil obrolan',
  offer: 'Buka yang menunggu Anda (Alt + o saat menulis)',
  resolve: 'Selesaikan obrolan',
  tabs: 'Obrolan terbuka sebelum, sesudah',
  back: 'Kembali',
  help: 'Daftar ini',
  send: 'Kirim',
  newline: 'Baris baru',
}

export const notice: Words['notice'] = {
  now: 'Jawab sekarang ·',
  nudge: name => `${name} menunggu jawaban Anda`,
  'hand-on': name => `${name} masih menunggu, obrolannya tetap pada Anda`,
  'all-hands': name => `Semua turun tangan: ${name} masih menunggu`,
  breach: name => `${name} lewat target tanpa jawaban`,
  assigned: name => `Obrolan baru: ${name}`,
  message: name => name,
}

export const trouble: Words['trouble'] = {
  network: 'Relay tidak dapat dihubungi. Periksa sambungan lalu coba lagi.',
  failed: 'Tidak berhasil. Coba lagi.',
}

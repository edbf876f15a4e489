import type { Words } from '../english.ts'

export const inbox: Words['inbox'] = {
  title: 'Obrolan',
  tabs: 'Obrolan yang mana',
  waiting: 'Menunggu',
  mine: 'Saya',
  resolved: 'Selesai',
  all: 'Semua',
  visitor: code => `Pengunjung ${code}`,
  you: 'Anda:',
  unread: 'Belum dibaca',
  unanswered: 'Menunggu balasan',
  heldBy: name => `dengan ${name}`,
  more: 'Tampilkan lagi',
  loading: 'Memuat …',
  failed: 'Obrolan yang selesai tidak dapat dimuat.',
  noWaiting: 'Tidak ada yang menunggu.',
  noWaitingWhy:
    'Obrolan yang belum bisa diambil agen muncul di sini, yang paling mendesak di atas.',
  noMine: 'Anda tidak memegang obrolan.',
  noMineWhy: 'Selama Anda aktif, obrolan baru datang dengan sendirinya.',
  noAll: 'Tidak ada obrolan terbuka.',
  noResolved: 'Belum ada yang selesai.',
  noResolvedWhy: 'Obrolan yang Anda selesaikan pindah ke sini dan tetap bisa dibaca.',
  first: 'Belum ada obrolan',
  firstWhy:
    'Tempel tag ini di halaman toko Anda, sebelum </body>. Tombol muncul di sudut dan pesan pertama masuk ke sini.',
  firstAdmin: 'Admin dapat menemukan tag di Pengaturan dan menempelkannya di toko.',
  now: 'kini',
}

export const clock: Words['clock'] = {
  left: s => `${s} detik lagi untuk menjawab`,
  over: t => `Belum dijawab, lewat ${t} dari target`,
  level: {
    nudge: 'sudah diingatkan',
    'hand-on': 'lewat waktu pengalihan',
    'all-hands': 'semua turun tangan',
  },
}

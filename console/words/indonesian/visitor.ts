import type { Words } from '../english.ts'

export const visitor: Words['visitor'] = {
  title: 'Pengunjung',
  unverified: 'Menurut halaman, belum diverifikasi',
  email: 'Email',
  leftEmail: 'Ditinggalkan untuk jawaban',
  wish: 'Permintaan',
  wished: {
    department: name => `departemen ${name}`,
    language: name => `jawaban dalam ${name}`,
    agent: name => `agen ${name}`,
    priority: n => `prioritas ${n} dari 3`,
  },
  page: 'Halaman',
  language: 'Bahasa',
  device: 'Perangkat',
  time: 'Waktu setempat',
  firstSeen: 'Pertama terlihat',
  online: 'Sedang di halaman',
  offline: 'Sudah meninggalkan halaman',
  earlier: 'Obrolan sebelumnya',
  none: 'Tidak ada. Ini yang pertama.',
  failed: 'Obrolan sebelumnya tidak dapat dimuat.',
  unknown: 'Belum ada yang diketahui tentang pengunjung ini.',
  noText: 'Tanpa pesan',
  open: 'terbuka',
}

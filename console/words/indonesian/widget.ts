import type { Words } from '../english.ts'

export const widget: Words['widget'] = {
  title: 'Obrolan di halaman',
  prechat: 'Sebelum pesan pertama',
  prechatWhy:
    'Ditanyakan sebelum obrolan mulai; tanpa pertanyaan, tanpa formulir. Kunci “name” dan “email” sekaligus menjadi nama dan alamat pengunjung.',
  noPrechat: 'Tidak ada yang ditanyakan.',
  away: 'Saat tidak ada orang, terima pesan dan alamat email',
  rating: 'Setelah obrolan selesai, minta 1–5 bintang dan komentar',
  likely:
    'Bagian obrolan bernilai yang juga ditanya “maukah merekomendasikan kami?” (0–10), dalam persen',
  likelyWhy: 'NPS dihitung dari sini. 10 cukup untuk kebanyakan toko.',
  badShare: 'Harus angka dari 0 sampai 100.',
  sneakPeek: 'Agen boleh melihat yang ditulis pengunjung sebelum dikirim',
  sneakPeekWhy: 'Pengunjung diberi tahu, di tempat menulis:',
  notice: 'Toko melihat apa yang Anda tulis sebelum dikirim.',
  privacy: 'Alamat halaman privasi',
  privacyWhy: 'Ditampilkan di mana pun ada yang ditanyakan. Kosongkan bila tidak ada.',
  wrong: 'Masih ada yang belum benar; ditandai di atas.',
  tagOptions: 'Isi tag',
  consent: 'Tunggu persetujuan',
  consentWhy:
    'Tidak ada yang disimpan atau disambungkan sebelum halaman memanggil sapa("consent", true).',
  triggers: 'Pemicu berjalan begitu halaman senggang, karena toko ini memilikinya.',
}

export const ratings: Words['ratings'] = {
  title: 'Pendapat pengunjung',
  csat: 'CSAT: memberi 4 atau 5',
  average: 'rata-rata 1–5',
  count: 'penilaian',
  nps: 'NPS, −100 sampai 100',
  npsOf: n => `dari ${n} jawaban`,
  spread: 'Seberapa sering masing-masing diberikan',
  stars: n => `${n} dari 5`,
  comments: 'Komentar terbaru',
  noComments: 'Tidak ada yang meninggalkan komentar.',
  none: 'Belum ada yang menilai obrolan dalam rentang ini.',
  allOfShop: 'Penilaian dihitung untuk semua departemen dan agen.',
  open: 'Buka obrolan',
  definition: () =>
    'Dari episode yang mulai dalam rentang ini, yang dinilai pengunjungnya; masing-masing penilaian terbarunya. CSAT adalah bagian nilai 4 dan 5 dari semua nilai 1–5. NPS adalah bagian 9 dan 10 dikurangi bagian 0 sampai 6 dari semua jawaban 0–10, kali 100.',
  failed: 'Penilaian tidak dapat dimuat.',
}

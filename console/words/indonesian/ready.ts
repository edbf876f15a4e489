import type { Words } from '../english.ts'

const ms = (n: number): string => `${n} md`

export const ready: Words['ready'] = {
  title: 'Cek kesiapan',
  why: 'Sebelum obrolan datang: apakah Anda akan menyadarinya?',
  running: 'Memeriksa …',
  again: 'Periksa lagi',
  close: 'Tutup',
  red: 'Anda tetap rehat: obrolan tidak akan Anda sadari. Perbaiki yang merah, lalu periksa lagi.',
  amber: 'Anda bisa menerima obrolan, dengan keterbatasan.',
  green: 'Anda bisa menerima obrolan.',
  goOnline: 'Aktifkan',
  summary: { ok: 'semua baik', warn: 'dengan peringatan', fail: 'belum siap' },
  level: { ok: 'Baik', warn: 'Peringatan', fail: 'Tidak berfungsi' },
  name: {
    sound: 'Suara',
    notification: 'Notifikasi',
    line: 'Sambungan ke relay',
    timers: 'Pewaktu tab ini',
    clock: 'Jam perangkat ini',
  },
  sound: {
    heard: 'Anda mendengar obrolan baru.',
    unheard: 'Anda tidak mendengar nadanya. Naikkan volume, atau pasang pengeras suara yang benar.',
    unanswered: 'Sebuah nada diputar.',
    off: 'Suara dimatikan di sini.',
    blocked:
      'Peramban memblokir suara. Izinkan untuk halaman ini di samping alamat, lalu periksa lagi.',
  },
  hear: 'Apakah terdengar?',
  yes: 'Ya',
  no: 'Tidak',
  turnOn: 'Nyalakan suara',
  notification: {
    granted: 'Obrolan baru muncul saat Anda di tempat lain.',
    default: 'Belum diizinkan: bila jendela ini tertutup, hanya ada suara.',
    denied: 'Diblokir. Izinkan untuk halaman ini di pengaturan peramban.',
    none: 'Peramban ini tidak memilikinya. Biarkan suara menyala.',
  },
  allow: 'Izinkan notifikasi',
  line: {
    fast: n => `Relay menjawab dalam ${ms(n)}.`,
    slow: n => `Relay butuh ${ms(n)} untuk menjawab. Coba jaringan lain.`,
    down: _ => 'Relay tidak menjawab. Periksa jaringan, lalu coba lagi.',
  },
  timers: {
    even: n => `Tepat waktu, paling lambat ${ms(n)}.`,
    late: n =>
      `Terlambat ${ms(n)}. Matikan penghemat baterai dan tutup tab yang berat; biarkan tab ini terbuka.`,
  },
  clock: {
    right: _ => 'Sama dengan relay.',
    ahead: t =>
      `Terlalu cepat ${t}. Hitungan mundur tetap benar; biarkan perangkat mengatur jamnya sendiri.`,
    behind: t =>
      `Terlambat ${t}. Hitungan mundur tetap benar; biarkan perangkat mengatur jamnya sendiri.`,
  },
  idle: 'Rehatkan saya bila tanpa masukan selama',
  minutes: n => `${n} menit`,
  never: 'jangan pernah',
  lock: 'Rehatkan saya juga saat layar terkunci',
  lockOn: 'Anda direhatkan saat layar terkunci.',
  unchecked: 'Cek kesiapan belum dijalankan sejak tab ini dibuka.',
  check: 'Periksa sekarang',
  warned: n => `Anda aktif, dengan ${n} peringatan:`,
  show: 'Tampilkan',
  putAside: 'Kesampingkan peringatan',
}

export const away: Words['away'] = {
  chosen: 'Anda sedang rehat. Obrolan baru diberikan ke agen lain.',
  idle: 'Anda direhatkan: tidak ada masukan beberapa lama. Obrolan baru diberikan ke agen lain.',
  locked: 'Anda direhatkan: layar terkunci. Obrolan baru diberikan ke agen lain.',
  unresponsive:
    'Anda direhatkan: dua obrolan ditawarkan kepada Anda dan Anda tidak menanggapi. Obrolan baru diberikan ke agen lain.',
  back: 'Saya kembali',
}

import type { Words } from '../english.ts'

export const signin: Words['signin'] = {
  title: 'Masuk',
  lead: 'Tempat pengunjung toko Anda mendapat jawaban dalam semenit.',
  email: 'Email',
  password: 'Kata sandi',
  submit: 'Masuk',
  busy: 'Sebentar …',
  wrong: 'Email dan kata sandi tidak cocok. Periksa keduanya lalu coba lagi.',
  tooMany: s => `Terlalu banyak percobaan. Tunggu ${s} detik, lalu coba lagi.`,
  ended: 'Anda telah keluar. Masuk lagi untuk melanjutkan.',
  noLink: 'Belum punya akun? Minta tautan undangan dari admin toko Anda.',
}

export const invite: Words['invite'] = {
  title: 'Selamat datang di Sapa',
  looking: 'Memeriksa tautan Anda …',
  as: role => `Anda bergabung sebagai ${role}.`,
  name: 'Nama Anda, seperti dilihat pengunjung',
  password: 'Pilih kata sandi',
  rule: 'Minimal 10 karakter. Kalimat pendek mudah diingat.',
  accept: 'Siapkan akun saya',
  goneTitle: 'Tautan ini tidak berlaku lagi',
  gone: 'Tautan sudah dipakai atau kedaluwarsa. Minta yang baru dari admin toko Anda. Jika sudah pernah membuat kata sandi, langsung masuk saja.',
  toSignin: 'Ke halaman masuk',
}

export const role: Words['role'] = { agent: 'agen', admin: 'admin' }

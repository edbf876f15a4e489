import type { Words } from '../english.ts'

export const context: Words['context'] = {
  verified: 'Diverifikasi oleh toko',
  external: 'Nomor pelanggan',
  cart: 'Keranjang',
  emptyCart: 'Kosong',
  total: 'Jumlah',
  orders: 'Pesanan',
  events: 'Yang terjadi di halaman',
  attributes: 'Kata halaman',
  pages: 'Halaman sebelumnya',
  referrer: 'Datang dari',
  more: n => `${n} lagi`,
  yes: 'ya',
  no: 'tidak',
}

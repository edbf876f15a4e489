type Sentence =
  | 'skip'
  | 'collection'
  | 'about'
  | 'cart'
  | 'main'
  | 'demo'
  | 'address'
  | 'title'
  | 'tagline'
  | 'season'
  | 'hero'
  | 'see'
  | 'heroAlt'
  | 'colour'
  | 'size'
  | 'one'
  | 'add'
  | 'soldOut'
  | 'again'
  | 'added'
  | 'view'
  | 'delivery'
  | 'returns'
  | 'care'
  | 'measure'
  | 'also'
  | 'yourCart'
  | 'empty'
  | 'quantity'
  | 'remove'
  | 'total'
  | 'shippingLater'
  | 'checkout'
  | 'thanks'
  | 'aboutTitle'
  | 'aboutLead'
  | 'shipping'
  | 'shippingText'
  | 'returnsTitle'
  | 'sizes'
  | 'sizesText'

/** What a language of the shop must have beside the articles themselves. */
export interface Copy extends Record<Sentence, string> {
  pieces(count: number): string
  /** Heading and text. */
  promises: [string, string][]
  zones: string[]
  rates: string[][]
  returnsText: string[]
  sizeHead: string[]
}

/** The shop in English. */
export const en: Copy = {
  skip: 'Skip to content',
  collection: 'Collection',
  about: 'Shipping & returns',
  cart: 'Cart',
  main: 'Main',
  demo: 'Rumah Mode is a demo shop. Nothing here is really sold.',
  address: 'Jalan Kemang Timur 21, Jakarta · Monday to Saturday, 9:00–18:00 WIB',
  title: 'Rumah Mode — clothes for warm days',
  tagline: 'Linen, batik and rattan, made in small runs by twelve workshops across Indonesia.',
  season: 'Dry season, 2026',
  hero: 'Clothes for warm days',
  see: 'See the collection',
  heroAlt:
    'Linen trousers, a sage dress, a batik shirt, a blush blouse and a rattan bag on a wooden rail',
  pieces: count => `${count} pieces`,
  promises: [
    ['Made in small runs', 'Forty of each, seldom more. When a piece is gone we sew it again.'],
    ['Two days across Java', 'Free from Rp 750,000. The other islands take three to five days.'],
    ['Thirty days to decide', 'Wear it at home. If it is not right, send it back at our cost.'],
  ],
  colour: 'Colour',
  size: 'Size',
  one: 'One size',
  add: 'Add to cart',
  soldOut: 'Sold out',
  again: 'The next run is ready in about three weeks. Write to us and we keep one for you.',
  added: 'It is in your cart.',
  view: 'View cart',
  delivery: 'Sent within one working day',
  returns: 'Free returns for 30 days',
  care: 'Fabric and care',
  measure: 'Which size?',
  also: 'Goes well with it',
  yourCart: 'Your cart',
  empty: 'Nothing in it yet.',
  quantity: 'Quantity',
  remove: 'Remove',
  total: 'Total',
  shippingLater: 'Shipping is added at checkout, free from Rp 750,000.',
  checkout: 'Check out',
  thanks:
    'Thank you for looking around. This is a demo shop, so the order ends here: nothing is charged and nothing is sent.',
  aboutTitle: 'Shipping, returns and sizes',
  aboutLead:
    'Rumah Mode began in 2016 with one table in a garage in Kemang. Today twelve workshops cut, dye and weave for us, and we still pack every parcel ourselves.',
  shipping: 'Shipping',
  shippingText:
    'Orders before 15:00 leave the same working day. You get a tracking number as soon as the courier has the parcel.',
  zones: ['Destination', 'Time', 'Price'],
  rates: [
    ['Java and Bali', '1–2 days', 'Rp 18,000'],
    ['Sumatra, Kalimantan, Sulawesi', '3–4 days', 'Rp 32,000'],
    ['Nusa Tenggara, Maluku, Papua', '4–6 days', 'Rp 48,000'],
    ['Singapore and Malaysia', '4–6 days', 'Rp 145,000'],
  ],
  returnsTitle: 'Returns',
  returnsText: [
    'You have 30 days from the day the parcel arrives. The piece should be unworn and unwashed, with its label.',
    'Ask us for a return label and drop the parcel at any courier counter. We refund within three working days after it is back. Exchanges for another size leave as soon as the courier scans your return.',
  ],
  sizes: 'Sizes',
  sizesText:
    'Measured on the body, in centimetres. Between two sizes, take the smaller one: linen gives.',
  sizeHead: ['Size', 'Bust', 'Waist', 'Hips'],
}

/** The same in Indonesian. */
export const id: Copy = {
  skip: 'Langsung ke isi',
  collection: 'Koleksi',
  about: 'Pengiriman & retur',
  cart: 'Keranjang',
  main: 'Utama',
  demo: 'Rumah Mode adalah toko demo. Tidak ada yang sungguh dijual di sini.',
  address: 'Jalan Kemang Timur 21, Jakarta · Senin sampai Sabtu, 09.00–18.00 WIB',
  title: 'Rumah Mode — busana untuk hari hangat',
  tagline:
    'Linen, batik, dan rotan, dibuat dalam jumlah kecil oleh dua belas bengkel di Indonesia.',
  season: 'Musim kemarau, 2026',
  hero: 'Busana untuk hari hangat',
  see: 'Lihat koleksi',
  heroAlt:
    'Celana linen, gaun hijau sage, kemeja batik, blus merah muda, dan tas rotan pada palang kayu',
  pieces: count => `${count} busana`,
  promises: [
    ['Dibuat dalam jumlah kecil', 'Empat puluh potong, jarang lebih. Bila habis, kami jahit lagi.'],
    ['Dua hari ke seluruh Jawa', 'Gratis mulai Rp 750.000. Pulau lain tiga sampai lima hari.'],
    ['Tiga puluh hari menimbang', 'Coba di rumah. Bila tidak cocok, kirim kembali, kami bayar.'],
  ],
  colour: 'Warna',
  size: 'Ukuran',
  one: 'Satu ukuran',
  add: 'Masukkan keranjang',
  soldOut: 'Habis',
  again: 'Jahitan berikutnya siap sekitar tiga minggu lagi. Tulis pada kami, kami simpankan satu.',
  added: 'Sudah di keranjang.',
  view: 'Lihat keranjang',
  delivery: 'Dikirim dalam satu hari kerja',
  returns: 'Retur gratis selama 30 hari',
  care: 'Bahan dan perawatan',
  measure: 'Ukuran yang mana?',
  also: 'Cocok dipadukan',
  yourCart: 'Keranjang Anda',
  empty: 'Belum ada isinya.',
  quantity: 'Jumlah',
  remove: 'Hapus',
  total: 'Total',
  shippingLater: 'Ongkos kirim dihitung saat pembayaran, gratis mulai Rp 750.000.',
  checkout: 'Lanjut ke pembayaran',
  thanks:
    'Terima kasih sudah melihat-lihat. Ini toko demo, jadi pesanan berakhir di sini: tidak ada yang ditagih dan tidak ada yang dikirim.',
  aboutTitle: 'Pengiriman, retur, dan ukuran',
  aboutLead:
    'Rumah Mode berawal pada 2016 dari satu meja di garasi di Kemang. Kini dua belas bengkel memotong, mencelup, dan menganyam untuk kami, dan setiap paket masih kami bungkus sendiri.',
  shipping: 'Pengiriman',
  shippingText:
    'Pesanan sebelum pukul 15.00 berangkat pada hari kerja yang sama. Nomor resi kami kirim begitu paket diterima kurir.',
  zones: ['Tujuan', 'Waktu', 'Biaya'],
  rates: [
    ['Jawa dan Bali', '1–2 hari', 'Rp 18.000'],
    ['Sumatra, Kalimantan, Sulawesi', '3–4 hari', 'Rp 32.000'],
    ['Nusa Tenggara, Maluku, Papua', '4–6 hari', 'Rp 48.000'],
    ['Singapura dan Malaysia', '4–6 hari', 'Rp 145.000'],
  ],
  returnsTitle: 'Retur',
  returnsText: [
    'Anda punya 30 hari sejak paket tiba. Barang belum dipakai dan belum dicuci, masih dengan labelnya.',
    'Minta label retur pada kami dan titipkan paket di gerai kurir mana pun. Dana kembali dalam tiga hari kerja setelah barang kami terima. Tukar ukuran kami kirim begitu kurir memindai retur Anda.',
  ],
  sizes: 'Ukuran',
  sizesText:
    'Diukur di badan, dalam sentimeter. Di antara dua ukuran, pilih yang lebih kecil: linen melonggar.',
  sizeHead: ['Ukuran', 'Dada', 'Pinggang', 'Pinggul'],
}

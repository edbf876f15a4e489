/** A text in each of the shop's languages. */
export type Words = { en: string; id: string }

/** One article of the collection. `slug` names its page and its picture. */
export interface Product {
  slug: string
  sku: string
  name: Words
  /** One line under the name. */
  lead: Words
  description: Words
  care: Words
  /** What the picture shows, for those who cannot see it. */
  alt: Words
  rupiah: number
  inStock: boolean
  colours: { id: string; name: Words; hex: string }[]
  /** `one` stands for an article that has no sizes. */
  sizes: string[]
}

const letters = ['XS', 'S', 'M', 'L', 'XL']
const oneSize = ['one']

/** The collection, in the order of the grid. */
export const products: Product[] = [
  {
    slug: 'pink-blouse',
    sku: 'RM-101',
    name: { en: 'Blush linen blouse', id: 'Blus linen merah muda' },
    lead: { en: 'Washed linen, soft V neck', id: 'Linen cuci, leher V lembut' },
    description: {
      en: 'An easy blouse in washed linen, cut a little wide so that air moves. The neckline is bound by hand and closes with four shell buttons.',
      id: 'Blus santai dari linen cuci, dipotong agak lebar supaya udara mengalir. Garis leher diselesaikan dengan tangan dan ditutup empat kancing kerang.',
    },
    care: {
      en: '100% linen. Hand wash cold, dry in the shade.',
      id: '100% linen. Cuci tangan air dingin, keringkan di tempat teduh.',
    },
    alt: {
      en: 'Blush pink blouse with long sleeves on a wooden hanger',
      id: 'Blus merah muda lengan panjang pada gantungan kayu',
    },
    rupiah: 489_000,
    inStock: true,
    colours: [
      { id: 'blush', name: { en: 'Blush', id: 'Merah muda' }, hex: '#e3b3a9' },
      { id: 'ivory', name: { en: 'Ivory', id: 'Gading' }, hex: '#efe6d6' },
      { id: 'clay', name: { en: 'Clay', id: 'Tanah liat' }, hex: '#b3694e' },
    ],
    sizes: letters,
  },
  {
    slug: 'indigo-batik-shirt',
    sku: 'RM-102',
    name: { en: 'Indigo batik shirt', id: 'Kemeja batik indigo' },
    lead: { en: 'Kawung motif, stamped by hand', id: 'Motif kawung, cap tangan' },
    description: {
      en: 'A short-sleeved shirt in cotton primissima. The kawung motif is stamped with copper blocks in Pekalongan and dyed three times in natural indigo, so no two are quite alike.',
      id: 'Kemeja lengan pendek dari katun primisima. Motif kawung dicap dengan cap tembaga di Pekalongan dan dicelup tiga kali dalam indigo alami, jadi tak ada dua yang persis sama.',
    },
    care: {
      en: '100% cotton. Wash by hand with lerak soap, keep out of strong sun.',
      id: '100% katun. Cuci tangan dengan sabun lerak, hindari terik matahari.',
    },
    alt: {
      en: 'Indigo short-sleeved shirt with a cream kawung batik pattern',
      id: 'Kemeja indigo lengan pendek dengan motif batik kawung krem',
    },
    rupiah: 649_000,
    inStock: true,
    colours: [
      { id: 'indigo', name: { en: 'Indigo', id: 'Indigo' }, hex: '#24385f' },
      { id: 'sogan', name: { en: 'Sogan brown', id: 'Cokelat sogan' }, hex: '#6b4423' },
    ],
    sizes: ['S', 'M', 'L', 'XL', 'XXL'],
  },
  {
    slug: 'sage-wrap-dress',
    sku: 'RM-103',
    name: { en: 'Sage wrap dress', id: 'Gaun lilit hijau sage' },
    lead: { en: 'Tencel twill that drapes', id: 'Kepar tencel yang jatuh lembut' },
    description: {
      en: 'A true wrap dress with a sash that ties at the waist, flutter sleeves and a skirt that moves. The inner tie keeps it closed on a scooter.',
      id: 'Gaun lilit sungguhan dengan selempang di pinggang, lengan melambai, dan rok yang bergerak. Tali dalam menjaganya tetap tertutup saat naik motor.',
    },
    care: {
      en: '100% Tencel lyocell. Machine wash at 30 °C, iron while damp.',
      id: '100% Tencel lyocell. Cuci mesin 30 °C, setrika selagi lembap.',
    },
    alt: {
      en: 'Sage green wrap dress with short sleeves and a tied sash',
      id: 'Gaun lilit hijau sage lengan pendek dengan selempang terikat',
    },
    rupiah: 789_000,
    inStock: true,
    colours: [
      { id: 'sage', name: { en: 'Sage', id: 'Hijau sage' }, hex: '#a3b39a' },
      { id: 'terracotta', name: { en: 'Terracotta', id: 'Terakota' }, hex: '#b9654a' },
    ],
    sizes: letters,
  },
  {
    slug: 'linen-trousers',
    sku: 'RM-104',
    name: { en: 'Wide linen trousers', id: 'Celana linen lebar' },
    lead: { en: 'Drawstring waist, deep pockets', id: 'Pinggang serut, saku dalam' },
    description: {
      en: 'Wide, straight trousers in mid-weight linen with a drawstring waist and pockets that hold a phone. Made to be worn all week and to look better for it.',
      id: 'Celana lurus lebar dari linen berbobot sedang, dengan pinggang serut dan saku yang muat ponsel. Dibuat untuk dipakai sepekan penuh dan makin bagus karenanya.',
    },
    care: {
      en: '100% linen. Machine wash at 30 °C, dry on the line.',
      id: '100% linen. Cuci mesin 30 °C, jemur di tali.',
    },
    alt: {
      en: 'Oat-coloured wide linen trousers on a clip hanger',
      id: 'Celana linen lebar warna gandum pada gantungan jepit',
    },
    rupiah: 569_000,
    inStock: true,
    colours: [
      { id: 'oat', name: { en: 'Oat', id: 'Gandum' }, hex: '#dccdb4' },
      { id: 'charcoal', name: { en: 'Charcoal', id: 'Arang' }, hex: '#45423f' },
    ],
    sizes: letters,
  },
  {
    slug: 'sand-cardigan',
    sku: 'RM-105',
    name: { en: 'Sand knit cardigan', id: 'Kardigan rajut pasir' },
    lead: { en: 'Cotton knit for cold offices', id: 'Rajut katun untuk kantor dingin' },
    description: {
      en: 'A mid-weight cotton cardigan for air-conditioned rooms and mountain evenings. Knitted in Bandung, with coconut-shell buttons and two patch pockets.',
      id: 'Kardigan katun berbobot sedang untuk ruang ber-AC dan malam di pegunungan. Dirajut di Bandung, dengan kancing batok kelapa dan dua saku tempel.',
    },
    care: {
      en: '100% cotton. Hand wash, dry flat.',
      id: '100% katun. Cuci tangan, keringkan mendatar.',
    },
    alt: {
      en: 'Sand-coloured knit cardigan with brown buttons and two pockets',
      id: 'Kardigan rajut warna pasir dengan kancing cokelat dan dua saku',
    },
    rupiah: 615_000,
    inStock: true,
    colours: [
      { id: 'sand', name: { en: 'Sand', id: 'Pasir' }, hex: '#cfb08a' },
      { id: 'cocoa', name: { en: 'Cocoa', id: 'Kakao' }, hex: '#5f4331' },
    ],
    sizes: ['S', 'M', 'L', 'XL'],
  },
  {
    slug: 'rattan-bag',
    sku: 'RM-106',
    name: { en: 'Round rattan bag', id: 'Tas rotan bundar' },
    lead: { en: 'Woven in Lombok', id: 'Dianyam di Lombok' },
    description: {
      en: 'Woven from ata vine over two days, smoked over coconut husk and lined with batik. 22 cm across, with a vegetable-tanned leather strap.',
      id: 'Dianyam dari rotan ata selama dua hari, diasapi dengan sabut kelapa, dan dilapisi batik. Garis tengah 22 cm, dengan tali kulit samak nabati.',
    },
    care: {
      en: 'Wipe with a dry cloth and keep away from damp.',
      id: 'Lap dengan kain kering dan jauhkan dari lembap.',
    },
    alt: {
      en: 'Round woven rattan bag hanging by a brown leather strap',
      id: 'Tas rotan anyam bundar tergantung pada tali kulit cokelat',
    },
    rupiah: 425_000,
    inStock: true,
    colours: [{ id: 'honey', name: { en: 'Honey', id: 'Madu' }, hex: '#c99a5f' }],
    sizes: oneSize,
  },
  {
    slug: 'silk-scarf',
    sku: 'RM-107',
    name: { en: 'Parang silk scarf', id: 'Syal sutra parang' },
    lead: { en: 'Light silk, 180 × 60 cm', id: 'Sutra ringan, 180 × 60 cm' },
    description: {
      en: 'A light silk scarf with the flowing parang motif, drawn in wax and finished with a rolled hem. Wear it on the shoulders, over the hair or tied to a bag.',
      id: 'Syal sutra ringan dengan motif parang yang mengalir, digambar dengan malam dan diselesaikan dengan kelim gulung. Pakai di bahu, di kepala, atau ikat di tas.',
    },
    care: {
      en: '100% silk. Dry clean, or hand wash cold without wringing.',
      id: '100% sutra. Cuci kering, atau cuci tangan air dingin tanpa diperas.',
    },
    alt: {
      en: 'Terracotta silk scarf with a diagonal parang pattern, hung from a peg',
      id: 'Syal sutra terakota bermotif parang diagonal, tergantung pada pasak',
    },
    rupiah: 359_000,
    inStock: true,
    colours: [
      { id: 'terracotta', name: { en: 'Terracotta', id: 'Terakota' }, hex: '#c9785a' },
      { id: 'indigo', name: { en: 'Indigo', id: 'Indigo' }, hex: '#24385f' },
    ],
    sizes: oneSize,
  },
  {
    slug: 'kebaya-jacket',
    sku: 'RM-108',
    name: { en: 'Ivory kebaya jacket', id: 'Kebaya gading' },
    lead: { en: 'Scalloped lace, three brooches', id: 'Renda bergelombang, tiga bros' },
    description: {
      en: 'The kebaya of our grandmothers as a light open jacket: cotton voile, scalloped lace and a set of three brass brooches. Sewn in small runs; the next one is on the table.',
      id: 'Kebaya nenek kita sebagai jaket ringan terbuka: katun voile, renda bergelombang, dan satu set tiga bros kuningan. Dijahit dalam jumlah kecil; yang berikutnya sedang dikerjakan.',
    },
    care: {
      en: '100% cotton. Hand wash cold, iron on the wrong side.',
      id: '100% katun. Cuci tangan air dingin, setrika dari sisi dalam.',
    },
    alt: {
      en: 'Ivory kebaya jacket with scalloped lace edges and pointed fronts',
      id: 'Kebaya gading dengan tepi renda bergelombang dan ujung depan lancip',
    },
    rupiah: 899_000,
    inStock: false,
    colours: [{ id: 'ivory', name: { en: 'Ivory', id: 'Gading' }, hex: '#ece2d0' }],
    sizes: ['S', 'M', 'L'],
  },
]

import type { Field } from '../../protocol/card.ts'

/** What visitor, agent and shop say on a tour, in one language. */
export interface Lines {
  teaser: string
  question: string
  answer: string
  more: string
  longWord: string
  again: string
  which: string
  sizes: [string, string, string]
  here: string
  product: string
  actions: [string, string]
  returns: string
  title: string
  fields: [string, string, [string, string]]
  ask: [string, string]
  meanwhile: string
  channel: string
  launcher: string
}

const english: Lines = {
  teaser: 'Shall we help you with the size?',
  question: 'Hi! Is this blouse available in ivory, size M?',
  answer: 'Hi Ayu! Yes, three are left. All measures: https://rumahmode.example/sizes',
  more: 'And how long does shipping to Bandung take?',
  longWord: 'My order: RM-2041-9981-7712-BLOUSE-IVORY-M-GIFTWRAPPED-EXPRESS-BANDUNG-40115',
  again: 'Two days with JNE.',
  which: 'Which size do you usually wear?',
  sizes: ['Small', 'Medium', 'Large, a little wider in the shoulders'],
  here: 'Here it is.',
  product: 'Blush linen blouse',
  actions: ['Add to cart', 'Save for later'],
  returns: 'Of course you can send it back. Please tell us a little more.',
  title: 'Your return',
  fields: ['Order number', 'Why', ['Too wide', 'Another colour']],
  ask: ['Your name', 'Phone'],
  meanwhile: 'Your parcel has just left our studio.',
  channel: 'WhatsApp',
  launcher: 'Ask us',
}

const indonesian: Lines = {
  teaser: 'Mau dibantu memilih ukuran?',
  question: 'Halo kak, blus ini masih ada warna gading ukuran M?',
  answer: 'Halo Kak Ayu! Masih ada tiga. Semua ukuran: https://rumahmode.example/ukuran',
  more: 'Kirim ke Bandung berapa hari?',
  longWord: 'Pesanan saya: RM-2041-9981-7712-BLUS-GADING-M-BUNGKUSKADO-EKSPRES-BANDUNG-40115',
  again: 'Dua hari dengan JNE.',
  which: 'Biasanya pakai ukuran apa, kak?',
  sizes: ['Kecil', 'Sedang', 'Besar, sedikit lebih lebar di bahu'],
  here: 'Ini dia, kak.',
  product: 'Blus linen merah muda',
  actions: ['Masukkan ke keranjang', 'Simpan'],
  returns: 'Tentu bisa dikembalikan. Boleh ceritakan sedikit?',
  title: 'Pengembalian Anda',
  fields: ['Nomor pesanan', 'Alasan', ['Terlalu lebar', 'Warna lain']],
  ask: ['Nama Anda', 'Telepon'],
  meanwhile: 'Paketnya baru saja berangkat dari studio kami.',
  channel: 'WhatsApp',
  launcher: 'Tanya kami',
}

const arabic: Lines = {
  teaser: 'هل نساعدك في اختيار المقاس؟',
  question: 'مرحبًا! هل هذه البلوزة متوفرة باللون العاجي مقاس M؟',
  answer: 'أهلًا! نعم، بقيت ثلاث قطع. كل المقاسات: https://rumahmode.example/sizes',
  more: 'كم يستغرق الشحن إلى باندونغ؟',
  longWord: 'طلبي: RM-2041-9981-7712-BLOUSE-IVORY-M-GIFTWRAPPED-EXPRESS-BANDUNG-40115',
  again: 'يومان مع JNE.',
  which: 'أي مقاس ترتدين عادة؟',
  sizes: ['صغير', 'متوسط', 'كبير، أوسع قليلًا عند الكتفين'],
  here: 'ها هي.',
  product: 'بلوزة كتان وردية',
  actions: ['أضف إلى السلة', 'احفظ لوقت لاحق'],
  returns: 'بالطبع يمكنك إعادتها. أخبرينا بالمزيد من فضلك.',
  title: 'طلب الإرجاع',
  fields: ['رقم الطلب', 'السبب', ['واسعة جدًا', 'لون آخر']],
  ask: ['اسمك', 'الهاتف'],
  meanwhile: 'غادر طردك مشغلنا للتو.',
  channel: 'واتساب',
  launcher: 'اسألنا',
}

/** By the tag of the language. */
export const lines: Record<'en' | 'id' | 'ar', Lines> = {
  en: english,
  id: indonesian,
  ar: arabic,
}

/** What the shop asks before the chat. */
export function prechat({ ask: [name, phone] }: Lines): Field[] {
  return [
    { name: 'name', label: name, type: 'text', required: true, options: [] },
    { name: 'phone', label: phone, type: 'tel', required: false, options: [] },
  ]
}

/** What it asks of who sends something back. */
export function returnForm({ fields: [order, why, options] }: Lines): Field[] {
  return [
    { name: 'order', label: order, type: 'text', required: true, options: [] },
    { name: 'why', label: why, type: 'choice', required: false, options },
  ]
}

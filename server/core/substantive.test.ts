import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSubstantive } from './substantive.ts'

const context = {
  names: ['Sari', 'Budi Santoso'],
  shop: 'Rumah Mode',
  greetings: ['Lagi promo akhir tahun, yuk mampir!'],
}

const nobody = { names: [] }

const greetings = [
  'Hello!',
  'hi',
  'Hi there 👋',
  'HELLO, welcome to Rumah Mode!',
  'Welcome to our shop :)',
  'Good morning, Budi Santoso',
  'Hi, thanks for contacting us',
  'Thank you so much for reaching out to us today!',
  'Hi! My name is Sari from Rumah Mode. How can I help you today?',
  "I'm Sari, how may I assist you?",
  'Hello, this is Sari. What can I do for you?',
  'One moment please',
  'just a sec…',
  'Please hold on a moment, Budi',
  'Bear with me',
  "Let me check that for you, I'll be right back",
  'Sure, one moment while I check',
  'Yes, one moment please',
  "I'm looking into it, thank you for your patience",
  'Someone from our team will be with you shortly.',
  'We have received your message',
  'Sorry for the wait!',
  'ok',
  '👍',
  '...',
  '',
  'Sari here',
  'Halo kak',
  'Halo kak :D',
  'Halo kak Budi Santoso, selamat datang di Rumah Mode 🙏',
  'Selamat siang, dengan Sari di sini. Ada yang bisa saya bantu?',
  'Halo, terima kasih sudah menghubungi kami',
  'mohon ditunggu',
  'Mohon ditunggu sebentar ya kak 🙏🙏',
  'sebentar ya',
  'Baik kak, saya cek dulu ya',
  'Baik, kami bantu cek ya kak',
  'Mohon maaf sudah lama menunggu',
  'Assalamualaikum kak',
  'Apa kabar kak? Ada yang bisa dibantu?',
  'Terima kasih atas kesabarannya',
  'Lagi promo akhir tahun, yuk mampir!',
  'Halo Sari! Lagi promo akhir tahun — yuk mampir',
]

test.each(greetings)('[R10] says nothing yet: %j', text => {
  expect(isSubstantive(text, context)).toBe(false)
})

const answers = [
  'Yes',
  'No, sorry',
  'Yes, in S and M',
  'Hello! Yes, it is available in pink.',
  'Hi, sold out',
  'Sorry, we have none left in stock',
  'It ships tomorrow',
  'Thanks for waiting! Your parcel left today',
  'Of course!',
  'Rp 250.000',
  'Hi, 42',
  'https://shop.example/blouse',
  'Hi Sari, https://shop.example/blouse',
  'What is your order number?',
  'One moment please, what size do you need?',
  'Please check your email for the invoice',
  "I'll send the tracking number in a minute",
  'Rumah Mode',
  'Good quality cotton',
  'Ya',
  'Iya kak',
  'Ada kak',
  'Ada kak, warna pink tinggal 2',
  'Halo kak, stoknya habis',
  'Maaf kak, sudah habis',
  'Bisa kak',
  'Tidak',
  'Mohon ditunggu ya kak, paketnya dikirim besok',
  'Boleh minta nomor pesanannya kak?',
  'Selamat pagi, ongkirnya 12 ribu',
  'Terima kasih sudah menghubungi kami, ukuran L masih ada',
  'Silakan cek email kakak',
  'Bonjour',
  'مرحبا',
]

test.each(answers)('[R10] is an answer: %j', text => {
  expect(isSubstantive(text, context)).toBe(true)
})

test('[R10] a name says nothing beside a greeting, and only as a whole word', () => {
  expect(isSubstantive('Hi Sari', context)).toBe(false)
  expect(isSubstantive('Hi Sari', nobody)).toBe(true)
  expect(isSubstantive('Hi, sarimi', context)).toBe(true)
  expect(isSubstantive('Hi Budi', context)).toBe(false)
  // The shop’s whole name only: a shop called Pink Store has pink blouses.
  expect(isSubstantive('Hi, pink', { ...nobody, shop: 'Pink Store' })).toBe(true)
  // An agent called Ada: the word for “there is” stays an answer on its own.
  expect(isSubstantive('Ada', { ...nobody, names: ['Ada'] })).toBe(true)
})

test('[R10] names with signs of their own break nothing', () => {
  expect(isSubstantive('Hi (Sari) [+]', { names: ['(Sari)', '[+]', ''], shop: '.*' })).toBe(false)
  expect(isSubstantive('Hi, in stock', { names: ['.*', '('], shop: '@' })).toBe(true)
})

test('[R10] thanks end where the next sentence names who speaks', () => {
  expect(isSubstantive('Thank you for your patience. Sari here. Hello!', context)).toBe(false)
})

test('[R10] greetings put together stay a greeting; an answer among them stays an answer', () => {
  const said = fc.array(fc.constantFrom(...greetings), { minLength: 1, maxLength: 4 })
  const joint = fc.constantFrom('. ', '! ', ', ', '\n', ' 🙏 ')
  fc.assert(
    fc.property(said, joint, (texts, between) => {
      expect(isSubstantive(texts.join(between), context)).toBe(false)
      expect(isSubstantive([...texts, 'the blouse is pink'].join(between), context)).toBe(true)
    }),
  )
})

test('[R10] the longest text a message may have is judged at once', () => {
  for (const word of ['hello ', 'saya akan ', 'thank you for ', "let me i'll ", 'a', '🙏']) {
    const began = performance.now()
    isSubstantive(word.repeat(4000).slice(0, 4000), context)
    expect(performance.now() - began).toBeLessThan(500)
  }
})

// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import type { Card } from '../../../protocol/card.ts'
import { createCards } from './cards.tsx'
// Cards fetch it late: here already, it is there as soon as it is asked for.
import './form.tsx'
import { fromAgent, fromVisitor, stage, waiting } from './fake.tsx'

const replies: Card = { kind: 'replies', options: ['S', 'M', 'L'] }
const product: Card = {
  kind: 'product',
  title: 'Kebaya',
  price: 'Rp 249.000',
  image: 'https://shop.example/kebaya.jpg',
  url: 'https://shop.example/kebaya',
  actions: [
    { id: 'cart', label: 'Add to cart' },
    { id: 'save', label: 'Save' },
  ],
}
const form: Card = {
  kind: 'form',
  title: 'Your size',
  fields: [
    { name: 'size', label: 'Size', type: 'choice', required: true, options: ['S', 'M'] },
    { name: 'mail', label: 'E-mail', type: 'email', required: true, options: [] },
    { name: 'phone', label: 'Phone', type: 'tel', required: false, options: [] },
  ],
}
const shown = (card: Card, more = {}, how = {}) =>
  stage(createCards, { state: waiting, entries: [fromAgent('m', { card })], ...more }, how)

test('[W8] a chosen reply becomes the visitor’s message, and the others go', async () => {
  const { press, told, buttons, see, focused } = await shown(replies)
  expect(buttons()).toEqual(['S', 'M', 'L'])
  await press('M')
  expect(told).toEqual([['send', 'M', { to: 'm', values: { reply: 'M' } }]])
  expect(focused()?.tagName).toBe('TEXTAREA')
  see({ entries: [fromAgent('m', { card: replies }), fromVisitor('n', { text: 'M' })] })
  expect(buttons()).toEqual([])
})

test('[W8] replies under a later message stay when an earlier one was answered', async () => {
  const entries = [
    fromAgent('a', { card: replies }),
    fromVisitor('b'),
    fromAgent('c', { card: { kind: 'replies', options: ['Yes'] } }),
  ]
  const { buttons } = await shown(replies, { entries })
  expect(buttons()).toEqual(['Yes'])
})

test('[W8] a greeting’s reply is sent as a plain message: no log has what it answers', async () => {
  const entries = [fromAgent('greeting:1:0', { card: replies })]
  const { press, told } = await shown(replies, { entries })
  await press('S')
  expect(told).toEqual([['send', 'S']])
})

test('[W8] a product has a picture with a name, a price, and a link that leaves the chat open', async () => {
  const { box } = await shown(product)
  const image = box.querySelector('img')
  expect([image?.src, image?.alt]).toEqual([product.image, 'Kebaya'])
  expect(box.textContent).toContain('Rp 249.000')
  const link = box.querySelector('a')
  expect([link?.href, link?.target, link?.rel]).toEqual([product.url, '_blank', 'noopener'])
})

test('[W8] a script is neither picture nor link', async () => {
  const url = 'javascript:alert(1)'
  const { box } = await shown({ ...product, url, image: url })
  expect(box.querySelector('a, img')).toBeNull()
})

test('[W8] a pressed button calls the page, tells the shop, and says so once', async () => {
  const { press, told, emitted, said, buttons } = await shown(product)
  await press('Add to cart')
  expect(emitted).toEqual([['card', { message: 'm', action: 'cart', card: product }]])
  expect(told).toEqual([['act', { message: 'm', action: 'cart' }]])
  expect(said()).toBe('Add to cart: done')
  expect(buttons()).toEqual(['Add to cart ✓', 'Save'])
})

test('[W8] a button pressed on an earlier page is known from the log', async () => {
  const event = { type: 'acted', message: 'm', action: 'save' } as const
  const { buttons } = await shown(product, { log: [{ seq: 4, at: 0, event }] })
  expect(buttons()).toEqual(['Add to cart', 'Save ✓'])
})

test('[W8] a button that the relay refused says so and can be pressed again', async () => {
  const { press, box, buttons, said } = await shown(product, {}, { refuses: true })
  await press('Save')
  expect(box.querySelector('[role=alert]')?.textContent).toContain('try again')
  expect([buttons(), said()]).toEqual([['Add to cart', 'Save'], null])
})

test('[W8] a form is sent with its values and a summary to read', async () => {
  const { type, submit, told, see, box } = await shown(form)
  type('Size', 'M')
  type('E-mail', ' dewi@mail.example ')
  await submit()
  const values = { size: 'M', mail: 'dewi@mail.example' }
  expect(told).toEqual([['send', 'Size: M\nE-mail: dewi@mail.example', { to: 'm', values }]])
  const answer = fromVisitor('n', { answer: { to: 'm', values } })
  see({ entries: [fromAgent('m', { card: form }), answer] })
  expect(box.querySelector('form')).toBeNull()
})

test('[W10] what is wrong stands beside its field, which has the focus, until it is right', async () => {
  const { type, submit, told, box, focused } = await shown(form)
  type('Size', 'S')
  type('E-mail', 'dewi')
  type('Phone', 'old')
  await submit()
  expect(told).toEqual([])
  const input = box.querySelector<HTMLInputElement>('input[type=email]')
  const wrong = () => [...box.querySelectorAll('.wrong')].map(each => each.textContent)
  expect(wrong()).toEqual([expect.stringContaining('dewi@'), expect.stringContaining('+62')])
  expect([focused(), input?.getAttribute('aria-invalid')]).toEqual([input, 'true'])
  expect(input?.getAttribute('aria-describedby')).toBe(box.querySelector('.wrong')?.id)
  type('E-mail', 'dewi@mail.example')
  expect(wrong()).toHaveLength(1)
})

test('[W10] each field has its label, says whether it must be filled in, and can be filled by the browser', async () => {
  const { box } = await shown(form)
  for (const label of box.querySelectorAll('label'))
    expect(box.querySelector(`#${label.htmlFor}`), label.textContent).not.toBeNull()
  expect([...box.querySelectorAll('label')].map(label => label.textContent)).toEqual([
    'Size',
    'E-mail',
    'Phone · optional',
  ])
  expect(box.querySelector('input[type=email]')?.getAttribute('autocomplete')).toBe('email')
})

test('a form with nothing in it is not sent', async () => {
  const [, , phone] = form.fields
  if (!phone) throw new Error('the form has three fields')
  const { submit, told, box } = await shown({ ...form, fields: [phone] })
  await submit()
  expect([told, box.querySelector('.wrong')?.textContent]).toEqual([
    [],
    'Please fill in at least one.',
  ])
})

test('[W11] a form speaks Arabic, and its addresses still read from the left', async () => {
  const { box, submit } = await shown(form, {}, { tag: 'ar' })
  await submit()
  expect(box.querySelector('.wrong')?.textContent).toBe('يرجى ملء هذا الحقل.')
  expect(box.querySelector('input[type=email]')?.getAttribute('dir')).toBe('ltr')
})

// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { createConsent } from './consent.tsx'
import { stage } from './fake.tsx'

const asked = { consent: false, site: null }

test('[W15] nothing can be written before the visitor agrees, and then it can', async () => {
  const { box, press, told, see, said } = await stage(createConsent, asked)
  expect([box.querySelector('.field'), said()]).toEqual([null, 'May we keep this chat?'])
  await press('Agree and chat')
  expect(told).toEqual([['agree', true]])
  see({ consent: true })
  expect([box.querySelector('.cover'), said()]).toEqual([null, null])
  expect(box.querySelector('.field')).not.toBeNull()
})

test('[W15] who does not agree is left alone', async () => {
  const { press, told } = await stage(createConsent, asked)
  await press('No thanks')
  expect(told).toEqual([['close']])
})

test('[W15] the shop’s privacy page is linked where it is known, and never a script', async () => {
  const link = async (privacy?: string) => {
    const { box } = await stage(
      room => createConsent(Object.assign(room, { options: { privacy } })),
      asked,
    )
    return box.querySelector('a')?.href
  }
  expect(await link('https://shop.example/privacy')).toBe('https://shop.example/privacy')
  expect(await link()).toBeUndefined()
  expect(await link('javascript:alert(1)')).toBeUndefined()
})

import { apiExamples, apiStub, checked, shopSigner } from './examples.ts'
import { expect, test } from './stage.ts'

/** Compares what is named, and takes "…" for anything; throws what came instead. */
const same = `(value, expected) => {
  const fits = (value, expected) =>
    expected === '…' ||
    Object.is(value, expected) ||
    (Object(expected) === expected && Object(value) === value &&
      Object.keys(expected).every(key => fits(value[key], expected[key])))
  if (!fits(value, expected)) throw new Error('got ' + JSON.stringify(value))
}`

test('[A] every example of the documentation does what it says', async ({
  admin,
  agent,
  visitor,
}) => {
  await agent('Budi')
  const { page, launcher } = await visitor()
  await expect(launcher).toBeVisible()
  const token = await (await shopSigner(admin))('c-42')
  await page.route('**/demo/chat-token', route => route.fulfill({ json: { id: 'c-42', token } }))
  const examples = apiExamples()
  expect(examples.length).toBeGreaterThan(10)
  for (const { title, code } of examples) {
    await test.step(title, () => page.evaluate(`(async same => {\n${checked(code)}\n})(${same})`))
  }
})

test('[A] the stub of the documentation keeps early calls and their promises', async ({
  relay,
  newPage,
}) => {
  const page = await newPage()
  await page.addInitScript(apiStub())
  await page.addInitScript(() => {
    const { sapa } = window
    const early = [
      sapa('get', 'unread'),
      sapa('send', '').catch(error => error.message),
      sapa('once', 'open', () => {}).then(off => typeof off),
    ]
    Object.assign(window, { early: Promise.all(early) })
  })
  const errors: string[] = []
  page.on('console', message => message.type() === 'error' && errors.push(message.text()))
  await page.goto(`${relay.url}/demo/pink-blouse.html`)
  expect(await page.evaluate('early')).toEqual([
    0,
    "sapa('send'): text: expected a string of 1-4000 characters, got ''",
    'function',
  ])
  expect(errors).toEqual([])
})

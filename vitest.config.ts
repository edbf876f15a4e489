import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      '{bench,protocol,client,widget,console,server,examples,docs,e2e/sim}/**/*.test.{ts,tsx}',
    ],
    testTimeout: 60_000,
    environment: 'node',
  },
})

import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{protocol,client,widget,console,server,e2e/sim}/**/*.test.{ts,tsx}'],
    environment: 'node',
  },
})

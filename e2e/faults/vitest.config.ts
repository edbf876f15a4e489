import { fileURLToPath } from 'node:url'
import { defineConfig, type ViteUserConfig } from 'vitest/config'

const config: ViteUserConfig = defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['e2e/faults/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['e2e/warm.ts'],
    // Each file has a relay, a disk and a load of its own: side by side they would only slow each other down.
    fileParallelism: false,
    // Many times what a test takes, for a machine that has other things to do.
    testTimeout: 180_000,
    hookTimeout: 30_000,
  },
})

export default config

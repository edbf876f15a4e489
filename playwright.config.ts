import { defineConfig, type PlaywrightTestConfig } from '@playwright/test'
import { chromiumArgs, findChromium } from './e2e/chromium.ts'

const executablePath = findChromium()
const report = process.env.SAPA_BROWSER_REPORT

/**
 * Every test starts relays of its own from the build in `dist/`. `SAPA_CHROMIUM` names the browser to take;
 * `SAPA_BROWSER_REPORT` the file for a JSON report.
 */
const config: PlaywrightTestConfig = defineConfig({
  testDir: 'e2e/browser',
  outputDir: 'test-results',
  globalSetup: './e2e/warm.ts',
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  workers: 2,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: report ? [['list'], ['json', { outputFile: report }]] : [['list']],
  use: {
    browserName: 'chromium',
    launchOptions: { args: chromiumArgs, ...(executablePath && { executablePath }) },
    locale: 'en-US',
    timezoneId: 'Asia/Jakarta',
    video: 'off',
    trace: 'off',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1280, height: 800 } } },
    {
      name: 'phone',
      grep: /@phone/,
      use: {
        viewport: { width: 390, height: 844 },
        deviceScaleFactor: 2,
        isMobile: true,
        hasTouch: true,
        userAgent:
          'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
      },
    },
  ],
})

export default config

// A browser as a person has it, and what it must never do: break the policy, load from elsewhere, complain on the console.
import { chromium } from 'playwright-core'

const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
]

export const base = (process.env.VOXGATE_URL ?? 'http://127.0.0.1:8080').replace(/\/$/, '')

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS })
}

// An answer that the page expects to be a refusal is on the console all the same; whoever provokes one says so.
const REFUSED = /Failed to load resource: the server responded with a status of 4\d\d/

/** A page of its own, without anything that another one has stored. */
export async function open(browser, { language = 'en', width = 1280, height = 900, theme = 'light', refusals = false } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    colorScheme: theme,
    serviceWorkers: 'block',
  })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: base }).catch(() => {})
  const faults = []
  await context.addInitScript(() => {
    window.policyViolations = []
    document.addEventListener('securitypolicyviolation', (event) =>
      window.policyViolations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ''}`))
  })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  page.setDefaultNavigationTimeout(60_000)
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    if (refusals && REFUSED.test(message.text())) return
    faults.push(`console ${message.type()}: ${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (error) => faults.push(`error in the page: ${error.message}`))
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(`${base}/`) && !url.startsWith('data:')) faults.push(`request to elsewhere: ${url}`)
  })
  page.on('dialog', (dialog) => void dialog.accept())
  return {
    page,
    context,
    /** What went wrong since it was asked last, or since the page was opened. */
    async faults() {
      const violations = await page.evaluate(() => (window.policyViolations ?? []).splice(0)).catch(() => [])
      return [...faults.splice(0), ...violations.map((violation) => `policy: ${violation}`)]
    },
  }
}

// Every address in both themes, both languages and the widths of WIDTHS (360,768,1280,2560 for all): no violation, no foreign request, nothing on the console, nothing serious from axe.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { signIn } from './actions.mjs'
import { base, open } from './browser.mjs'
import { call, furnishedTenant, operator, roomSession, until } from './service.mjs'
import { textsOf } from './texts.mjs'

const WIDTHS = (process.env.WIDTHS ?? '360,1280').split(',').map(Number)
const LOOKED_AT_BY_AXE = new Set([360, 1280])
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

async function furnished() {
  const tenant = await furnishedTenant()
  await call(tenant.key, 'PUT', '/v1/webhooks/crm', { url: 'https://example.com/hooks/voxgate', eventTypes: ['webhook.disabled'], enabled: true })
  // This one is refused, so that there is a failure to show.
  await roomSession(tenant.key, 'sweep-refused').catch(() => {})
  const session = await roomSession(tenant.key, 'sweep-short')
  await until('the session ends', async () => (await call(tenant.key, 'GET', `/v1/sessions/${session.id}`)).status === 'ended', 90)
  return { tenant, addresses: [
    ['home', '/'], ['templates', '/templates'], ['template', '/templates/customer-service'], ['new template', '/templates/fresh?new=true'],
    ['revisions', '/templates/customer-service/revisions'], ['sessions', '/sessions'], ['start', '/sessions/new'], ['session', `/sessions/${session.id}`],
    ['connections', '/connections'], ['credentials', '/credentials'], ['vendors', '/vendors'], ['webhooks', '/webhooks'], ['webhook', '/webhooks/crm'],
    ['usage', '/usage'], ['keys', '/keys'], ['audit', '/audit'], ['import', '/import'], ['nowhere', '/templates/none/at/all'],
  ] }
}

/** What axe finds that keeps people out. */
export async function serious(page) {
  // The policy forbids a script element; the browser's own evaluation is not the page's.
  await page.evaluate(axe)
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
  return found.violations
    .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
    .map((violation) => `axe ${violation.id}: ${violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`)
}

async function settled(page) {
  await page.locator('.loading').first().waitFor({ state: 'hidden' }).catch(() => {})
  await page.waitForLoadState('networkidle', { timeout: 4_000 }).catch(() => {})
}

async function visit(browser, { key, addresses, pictures, report, language, theme, width }) {
  const t = textsOf(language)
  const opened = await open(browser, { language, theme, width })
  await signIn(opened.page, t, key)
  for (const [name, address] of addresses) {
    const began = performance.now()
    await opened.page.goto(base + address)
    await settled(opened.page)
    const faults = await opened.faults()
    if (LOOKED_AT_BY_AXE.has(width)) faults.push(...await serious(opened.page))
    const over = await opened.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (over > 0) faults.push(`wider than the window by ${over} px`)
    await opened.page.screenshot({ path: join(pictures, `${name} ${language} ${theme} ${width}.png`), fullPage: width <= 1280 })
    report(`${name}, ${language}, ${theme}, ${width} px`, (performance.now() - began) / 1000, faults.join('\n'))
  }
  await opened.context.close()
}

export async function sweep(browser, pictures, report) {
  const { tenant, addresses } = await furnished()
  await Promise.all(['light', 'dark'].map(async (theme) => {
    for (const width of WIDTHS) {
      const language = (theme === 'light') === (width === 360 || width === 1280) ? 'en' : 'zh'
      await visit(browser, { key: tenant.key, addresses, pictures, report, language, theme, width })
    }
    await visit(browser, { key: operator, addresses: [['tenants', '/tenants']], pictures, report, language: 'en', theme, width: 1280 })
  }))
}

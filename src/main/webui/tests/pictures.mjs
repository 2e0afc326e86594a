// Makes the pictures of docs/portal.md: VOXGATE_URL and VOXGATE_OPERATOR_KEY name a running service with its sandbox.
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { signIn } from './actions.mjs'
import { base, launch, open } from './browser.mjs'
import { emptyTenant, furnishedTenant, roomSession } from './service.mjs'
import { textsOf } from './texts.mjs'

const folder = fileURLToPath(new URL('../../../../docs/portal/', import.meta.url))
mkdirSync(folder, { recursive: true })
const browser = await launch()
const t = textsOf('en')

async function picture(name, { key, address, language = 'en', theme = 'light', width = 1440, height = 900, prepare = async () => {} }) {
  const { page, context } = await open(browser, { language, theme, width, height })
  await signIn(page, textsOf(language), key)
  await page.goto(base + address)
  await page.locator('.loading').first().waitFor({ state: 'hidden' })
  await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => {})
  await prepare(page)
  await page.screenshot({ path: `${folder}${name}.png` })
  await context.close()
}

const empty = await emptyTenant()
const tenant = await furnishedTenant()
await roomSession(tenant.key, 'picture-refused').catch(() => {})
await roomSession(tenant.key, 'picture-short')
const session = await roomSession(tenant.key, 'picture-long')

await picture('first-visit', { key: empty.key, address: '/', height: 560 })
await picture('editor', {
  key: tenant.key, address: '/templates/customer-service', width: 1920, height: 1080,
  async prepare(page) {
    await page.locator('[id="editor/agent/tts/speed"]').fill('2.5')
    await page.getByRole('button', { name: `tencent-trtc: ${t('outcome.clamped')}` }).first().waitFor()
    await page.locator('[id="editor/agent/tts/speed"]').scrollIntoViewIfNeeded()
  },
})
await picture('editor-chinese', { key: tenant.key, address: '/templates/customer-service', language: 'zh', theme: 'dark' })
await picture('session', {
  key: tenant.key, address: `/sessions/${session.id}`, height: 1000,
  prepare: (page) => page.getByRole('img', { name: /\d+ ms/ }).nth(1).waitFor({ timeout: 60_000 }),
})
await picture('vendors', { key: tenant.key, address: '/vendors?find=greeting' })
await picture('usage', { key: tenant.key, address: '/usage', theme: 'dark', prepare: (page) => page.locator('.plot canvas').waitFor() })
await browser.close()

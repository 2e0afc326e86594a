import { confirm, expect, go, signIn } from '../actions.mjs'
import { call, emptyTenant, furnishedTenant, roomSession } from '../service.mjs'

const BOTH = ['en', 'zh']

export const journeys = [
  {
    name: 'a connection is made from the vendor\'s own form, and verified',
    languages: BOTH,
    async run({ page, t }) {
      const { key } = await emptyTenant()
      await signIn(page, t, key, '/connections')
      await page.getByRole('button', { name: t('connections.new') }).click()
      const form = page.getByRole('form', { name: t('connections.form') })
      await form.getByRole('combobox', { name: t('session.vendor') }).first().selectOption('tencent-trtc')
      await form.getByLabel(/sdkAppId/).waitFor()
      await form.getByLabel(t('name'), { exact: true }).fill('main')
      await form.getByRole('button', { name: t('connections.fill') }).click()
      await form.getByRole('button', { name: t('save') }).click()
      await page.getByRole('button', { name: t('connections.verify') }).click()
      await page.getByText(t('verify.healthy')).waitFor()
    },
  },
  {
    name: 'a wrong secret is named by verify',
    async run({ page, t }) {
      const { key } = await furnishedTenant()
      await call(key, 'PUT', '/v1/connections/wrong', {
        vendor: 'tencent-trtc', region: 'ap-singapore', endpoint: 'sandbox', settings: { sdkAppId: 1_390_000_000 + Math.floor(Math.random() * 9_000_000) },
        credentials: { secretId: 'AKIDjourney-wrong-secret', secretKey: 'journey-secret-000009', sdkSecretKey: 'journey-sdk-key-000009' },
      })
      await signIn(page, t, key, '/connections')
      const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'wrong' }) })
      await card.getByRole('button', { name: t('connections.verify') }).click()
      await card.getByText('/credentials/secretKey').waitFor()
    },
  },
  {
    name: 'a credential that is in use cannot go',
    languages: BOTH,
    options: { refusals: true },
    async run({ page, t }) {
      const { key } = await furnishedTenant()
      await signIn(page, t, key, '/credentials')
      await page.getByRole('link', { name: 'customer-service@1' }).waitFor()
      await confirm(page, t('delete'))
      await page.getByRole('alert').getByText('IN_USE').waitFor()
      await page.getByRole('button', { name: t('credentials.new') }).click()
      const form = page.getByRole('form', { name: t('credentials.new') })
      await form.getByLabel(t('name'), { exact: true }).fill('speech')
      await form.getByLabel(t('credentials.secret')).fill('sk-of-a-journey-02')
      await form.getByRole('button', { name: t('save') }).click()
      await page.getByRole('cell', { name: 'speech', exact: true }).waitFor()
      expect(!(await page.content()).includes('sk-of-a-journey-02'), 'The secret is in the page')
    },
  },
  {
    name: 'a webhook shows its secret once, and what became of a test event',
    languages: BOTH,
    async run({ page, t }) {
      const { key } = await emptyTenant()
      await signIn(page, t, key, '/webhooks')
      await page.getByRole('button', { name: t('webhooks.new') }).click()
      const form = page.getByRole('form', { name: t('webhooks.form') })
      await form.getByLabel(t('name'), { exact: true }).fill('crm')
      await form.getByLabel('URL').fill('https://127.0.0.1:9/hooks')
      await form.getByRole('button', { name: t('save') }).click()
      await page.getByText('whsec_').waitFor()
      await page.getByRole('link', { name: 'crm', exact: true }).click()
      await page.getByRole('button', { name: t('webhooks.test') }).click()
      await page.getByText(t('webhooks.testFailed')).waitFor({ timeout: 30_000 })
      expect(!(await page.content()).includes('whsec_'), 'The secret is shown again')
    },
  },
  {
    name: 'a delivery that failed is sent again',
    async run({ page, t }) {
      const { key } = await furnishedTenant()
      await call(key, 'PUT', '/v1/webhooks/dead', { url: 'https://127.0.0.1:9/hooks', eventTypes: ['session.*'], enabled: true })
      await roomSession(key, 'journey-short')
      await signIn(page, t, key, '/webhooks/dead')
      const delivery = page.getByRole('button', { name: /session\.started/ }).first()
      await delivery.waitFor({ timeout: 40_000 })
      await delivery.click()
      await page.getByText(t('deliveries.noAnswer')).first().waitFor({ timeout: 40_000 })
      await page.getByRole('button', { name: t('deliveries.retry') }).click()
    },
  },
  {
    name: 'what sessions come to, as figures and plots',
    languages: BOTH,
    async run({ page, t }) {
      const { key } = await furnishedTenant()
      await roomSession(key, 'journey-short')
      await signIn(page, t, key)
      await go(page, t, 'nav.usage')
      await page.getByRole('cell', { name: 'tencent-trtc' }).waitFor()
      await page.getByRole('img', { name: t('usage.plot', { days: 30, sessions: 1, failed: 0 }) }).waitFor({ timeout: 60_000 })
    },
  },
  {
    name: 'a key is made, shown once, and deleted',
    languages: BOTH,
    async run({ page, t }) {
      const { key } = await emptyTenant()
      await signIn(page, t, key, '/keys')
      const form = page.getByRole('form', { name: t('keys.new') })
      await form.getByLabel(t('name'), { exact: true }).fill('ci')
      await form.getByRole('button', { name: t('keys.make') }).click()
      const made = await page.getByRole('status').locator('code').textContent()
      expect((await call(made, 'GET', '/v1/caller')).roles.join() === 'viewer', 'The key is not a viewer\'s')
      const row = page.getByRole('row').filter({ hasText: 'ci' })
      await row.getByRole('button', { name: t('delete') }).click()
      await page.getByRole('dialog').getByRole('button', { name: t('delete') }).click()
      await page.getByRole('cell', { name: 'ci', exact: true }).waitFor({ state: 'detached' })
    },
  },
  {
    name: 'the audit says who changed what',
    languages: BOTH,
    async run({ page, t }) {
      const { key } = await furnishedTenant()
      await signIn(page, t, key)
      await go(page, t, 'nav.audit')
      await page.getByRole('combobox', { name: t('audit.type') }).selectOption('connection')
      await page.getByRole('button', { name: /connection\.created.*alibaba/ }).click()
      await page.getByText('"endpoint": "sandbox"').waitFor()
    },
  },
]

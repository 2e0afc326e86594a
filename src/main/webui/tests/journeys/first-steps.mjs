import { expect, expectNoScriptFinds, go, signIn } from '../actions.mjs'
import { base } from '../browser.mjs'
import { call, emptyTenant, furnishedTenant, operator } from '../service.mjs'

const BOTH = ['en', 'zh']

export const journeys = [
  {
    name: 'a wrong key is refused in words, the right one signs in',
    languages: BOTH,
    options: { refusals: true },
    async run({ page, t, context }) {
      const { key, id } = await emptyTenant()
      await page.goto(base)
      await page.getByLabel(t('signIn.key')).fill('vxg_wrong')
      await page.getByRole('button', { name: t('signIn.submit') }).click()
      await page.getByRole('alert').getByText('UNAUTHENTICATED').waitFor()
      await page.getByLabel(t('signIn.key')).fill(key)
      await page.getByRole('button', { name: t('signIn.submit') }).click()
      await page.getByText(id).waitFor()
      await expectNoScriptFinds(page, context, key)
      // Another page of the same browser is signed in, until one of them signs out.
      const second = await context.newPage()
      await second.goto(`${base}/connections`)
      await second.getByText(id).waitFor()
      await second.getByRole('button', { name: t('nav.signOut') }).click()
      await second.getByLabel(t('signIn.key')).waitFor()
      expect((await context.cookies()).every((cookie) => !cookie.name.endsWith('voxgate-session')), 'The cookie is still there')
      await second.close()
      await page.getByLabel(t('signIn.key')).waitFor()
    },
  },
  {
    name: 'a key that is deleted leads back to the sign-in',
    options: { refusals: true },
    async run({ page, t }) {
      const tenant = await emptyTenant()
      const lost = await call(tenant.key, 'POST', `/v1/tenants/${tenant.id}/keys`, { name: 'lost', roles: ['viewer'] })
      await signIn(page, t, lost.key, '/templates')
      await call(tenant.key, 'DELETE', `/v1/tenants/${tenant.id}/keys/${lost.id}`)
      await page.getByRole('navigation', { name: t('nav.label') }).getByRole('link', { name: t('nav.connections'), exact: true }).click()
      await page.getByLabel(t('signIn.key')).waitFor()
      await page.reload()
      await page.getByLabel(t('signIn.key')).waitFor()
    },
  },
  {
    name: 'three clicks from an empty tenant to a conversation',
    languages: BOTH,
    async run({ page, t }) {
      const { key } = await emptyTenant()
      await signIn(page, t, key)
      const began = Date.now()
      await page.getByRole('button', { name: t('first.connectAction') }).click()
      await page.getByRole('button', { name: t('first.templateAction') }).click()
      await page.getByRole('button', { name: t('first.talkAction') }).click()
      const conversation = page.getByRole('list', { name: t('session.transcript') })
      await conversation.getByRole('listitem').nth(1).waitFor({ timeout: 45_000 })
      expect(Date.now() - began < 60_000, `It took ${Date.now() - began} ms`)
      await page.getByRole('heading', { level: 1 }).getByText('ses_').waitFor()
    },
  },
  {
    name: 'the keyboard alone leads everywhere',
    async run({ page, t }) {
      const { key } = await furnishedTenant()
      await signIn(page, t, key)
      await page.getByRole('heading', { level: 1, name: t('home.title') }).waitFor()
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: t('palette.find') }).waitFor()
      await page.keyboard.type(t('nav.vendors').slice(0, 5))
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { level: 1, name: t('nav.vendors') }).waitFor()
      const focused = await page.evaluate(() => document.activeElement?.id)
      expect(focused === 'main', `After a change of page the focus is on ${focused}`)
      await page.keyboard.press('Tab')
      await page.keyboard.type('llm temperature')
      await page.getByText('/llm/temperature').waitFor()
    },
  },
  {
    name: 'language and colours stay as they were chosen',
    async run({ page, t }) {
      const { key } = await emptyTenant()
      await signIn(page, t, key)
      await page.getByRole('combobox', { name: t('preferences.theme') }).selectOption('dark')
      await page.getByRole('combobox', { name: t('preferences.language') }).selectOption('zh')
      await page.getByRole('link', { name: '模板', exact: true }).waitFor()
      await page.reload()
      await page.getByRole('link', { name: '模板', exact: true }).waitFor()
      const [language, scheme] = await page.evaluate(() => [document.documentElement.lang, getComputedStyle(document.documentElement).colorScheme])
      expect(language === 'zh-CN' && scheme === 'dark', `${language} ${scheme}`)
    },
  },
  {
    name: 'the operator makes a tenant and its first key',
    languages: BOTH,
    async run({ page, t }) {
      await signIn(page, t, operator)
      await page.getByRole('heading', { level: 1, name: t('nav.tenants') }).waitFor()
      const id = `portal-by-hand-${Date.now()}`
      await page.getByRole('form', { name: t('tenants.new') }).getByLabel(t('tenants.id')).fill(id)
      await page.getByRole('button', { name: t('tenants.make') }).click()
      const form = page.getByRole('form', { name: t('keys.new') })
      await form.getByLabel(t('name'), { exact: true }).fill('first')
      await form.getByRole('checkbox', { name: t('role.admin') }).check()
      await form.getByRole('button', { name: t('keys.make') }).click()
      const key = await page.getByRole('status').locator('code').textContent()
      const caller = await call(key, 'GET', '/v1/caller')
      expect(caller.tenant === id && caller.roles.includes('admin'), JSON.stringify(caller))
      const offered = await page.getByRole('navigation', { name: t('nav.label') }).getByRole('link', { name: t('nav.templates'), exact: true }).count()
      expect(offered === 0, 'The operator is offered what belongs to tenants')
    },
  },
  {
    name: 'a viewer is offered nothing that would be refused',
    async run({ page, t }) {
      const tenant = await furnishedTenant()
      const viewer = await call(tenant.key, 'POST', `/v1/tenants/${tenant.id}/keys`, { name: 'reader', roles: ['viewer'] })
      await signIn(page, t, viewer.key, '/templates/customer-service')
      await page.getByRole('tab').first().waitFor()
      for (const action of ['templates.publish', 'templates.saveDraft', 'sessions.start']) {
        expect(await page.getByRole('button', { name: t(action) }).count() === 0, `A viewer is offered ${t(action)}`)
      }
      expect(await page.getByRole('link', { name: t('nav.audit'), exact: true }).count() === 0, 'A viewer is offered the audit')
      await go(page, t, 'nav.connections')
      await page.getByText('trtc', { exact: false }).first().waitFor()
      expect(await page.getByRole('button', { name: t('connections.new') }).count() === 0, 'A viewer is offered a new connection')
    },
  },
  {
    name: 'the reference is signed in with the session of the portal',
    async run({ page, t, context }) {
      const { key } = await emptyTenant()
      await signIn(page, t, key)
      await page.getByRole('link', { name: t('nav.reference'), exact: true }).click()
      await page.getByRole('button', { name: /Authorize/ }).first().waitFor({ timeout: 60_000 })
      const operation = page.locator('#operations-Tenants_and_keys-getCaller')
      await operation.locator('button').first().click()
      await operation.getByRole('button', { name: 'Try it out' }).click()
      await operation.getByRole('button', { name: 'Execute', exact: true }).click()
      await operation.locator('.live-responses-table').getByText('"admin"').first().waitFor()
      await expectNoScriptFinds(page, context, key)
    },
  },
]

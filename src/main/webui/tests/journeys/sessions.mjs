import { confirm, expect, go, signIn } from '../actions.mjs'
import { furnishedTenant, roomSession } from '../service.mjs'

const BOTH = ['en', 'zh']

export const journeys = [
  {
    name: 'a call to a number that is none is refused at its field, then it is made',
    languages: BOTH,
    options: { refusals: true },
    async run({ page, t }) {
      const { key } = await furnishedTenant()
      await signIn(page, t, key, '/sessions/new')
      await page.getByRole('combobox', { name: t('session.connection') }).selectOption('ccc')
      const to = page.locator('[id="start/channel/to"]')
      await to.fill('12345')
      await page.locator('[id="start/variables/customerName"]').fill('Ms Li')
      await page.getByRole('button', { name: t('sessions.start') }).click()
      await page.getByRole('alert').getByRole('button', { name: '/channel/to' }).click()
      expect(await to.evaluate((one) => one === document.activeElement), 'The pointer does not lead to the field')
      await to.fill('+8613800000000')
      await page.getByRole('button', { name: t('sessions.start') }).click()
      await page.getByRole('heading', { level: 1 }).getByText('ses_').waitFor()
      await page.getByText('tencent-ccc').first().waitFor()
    },
  },
  {
    name: 'a running session is spoken to, seen turn by turn, and stopped',
    alone: true,
    languages: BOTH,
    async run({ page, t }) {
      const { key } = await furnishedTenant()
      const session = await roomSession(key, 'journey-long')
      await signIn(page, t, key, `/sessions/${session.id}`)
      await page.getByRole('list', { name: t('session.transcript') }).getByRole('listitem').first().waitFor({ timeout: 45_000 })
      await page.getByRole('textbox', { name: t('control.say') }).fill('One moment please.')
      await page.getByRole('button', { name: t('control.sayAction'), exact: true }).click()
      await page.getByText(t('control.said')).waitFor()
      await page.getByRole('img', { name: new RegExp(`${t('stage.llm')} \\d+ ms`) }).first().waitFor({ timeout: 45_000 })
      await confirm(page, t('control.stop'))
      await page.getByRole('heading', { level: 1 }).getByText(t('status.ended')).waitFor({ timeout: 45_000 })
    },
  },
  {
    name: 'the list is filtered in the address and read with J and K',
    async run({ page, t }) {
      const { key } = await furnishedTenant()
      await roomSession(key, 'journey-one-short')
      await roomSession(key, 'journey-two-short')
      await signIn(page, t, key)
      await go(page, t, 'nav.sessions')
      await page.getByRole('combobox', { name: t('session.vendor') }).selectOption('tencent-trtc')
      await page.waitForURL(/vendor=tencent-trtc/)
      await page.getByRole('row').nth(2).waitFor()
      await page.keyboard.press('j')
      const peek = page.getByRole('complementary', { name: t('sessions.peek') })
      await peek.getByText('journey-two-short').waitFor()
      await page.keyboard.press('j')
      await peek.getByText('journey-one-short').waitFor()
      await page.keyboard.press('k')
      await peek.getByText('journey-two-short').waitFor()
      await page.keyboard.press('Escape')
      await peek.waitFor({ state: 'detached' })
    },
  },
  {
    name: 'a session that the vendor refused says at which stage and why',
    languages: BOTH,
    async run({ page, t }) {
      const { key } = await furnishedTenant()
      await roomSession(key, 'journey-refused').catch(() => {})
      await signIn(page, t, key)
      await page.getByRole('heading', { name: t('failures.title', { days: 7 }) }).waitFor()
      await page.getByRole('region', { name: t('failures.title', { days: 7 }) }).getByRole('link').click()
      await page.getByRole('heading', { level: 1 }).getByText(t('status.failed')).waitFor()
      await page.getByRole('button', { name: /session\.failed/ }).click()
      await page.getByText('"endReason"').waitFor()
    },
  },
  {
    name: 'an error in the conversation is told above it',
    alone: true,
    async run({ page, t }) {
      const { key } = await furnishedTenant()
      const session = await roomSession(key, 'journey-llm-error')
      await signIn(page, t, key, `/sessions/${session.id}`)
      await page.getByRole('alert').getByText('LLM').waitFor({ timeout: 60_000 })
    },
  },
  {
    name: 'a session that does not exist is told in words',
    options: { refusals: true },
    async run({ page, t }) {
      const { key } = await furnishedTenant()
      await signIn(page, t, key, '/sessions/ses_00000000000000000000000000')
      await page.getByRole('alert').getByText('NOT_FOUND').waitFor()
    },
  },
]

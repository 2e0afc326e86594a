import { confirm, expect, go, signIn } from '../actions.mjs'
import { base } from '../browser.mjs'
import { call, emptyTenant, furnishedTenant } from '../service.mjs'

const BOTH = ['en', 'zh']
const WIDE = { width: 1920, height: 1000 }

const speed = (page) => page.locator('[id="editor/agent/tts/speed"]')
const yaml = (page, t) => page.getByRole('textbox', { name: t('editor.yamlOf', { name: 'customer-service' }) })

async function editor(page, t, key) {
  await signIn(page, t, key, '/templates/customer-service')
  await page.getByRole('tab').nth(2).waitFor()
}

/** The service of a later version: its contract has one field more, and its dry run says what becomes of it. */
async function newField(page) {
  await page.route('**/openapi.json', async (route) => {
    const response = await route.fetch()
    const contract = await response.json()
    contract.components.schemas.Vad.properties.breathMs = {
      type: 'integer', format: 'int32', minimum: 0, maximum: 500, 'x-unit': 'ms', description: 'A pause that a breath takes.',
    }
    await route.fulfill({ response, json: contract })
  })
  await page.route('**/v1/translations', async (route) => {
    const body = route.request().postDataJSON()
    const given = body.agent?.vad?.breathMs
    if (given !== undefined) delete body.agent.vad.breathMs
    const response = await route.fetch({ postData: JSON.stringify(body) })
    const answer = await response.json()
    if (given !== undefined) {
      for (const report of answer.translations ?? []) {
        report.fields.push({ path: '/vad/breathMs', outcome: 'clamped', value: given, vendorPath: 'VadBreath', vendorValue: 100, note: 'The vendor takes up to 100.' })
      }
    }
    await route.fulfill({ response, json: answer })
  })
  await page.route('**/v1/templates/*?validateOnly=true', async (route) => {
    const body = route.request().postDataJSON()
    if (body.agent?.vad) delete body.agent.vad.breathMs
    await route.fallback({ postData: JSON.stringify(body) })
  })
}

export const journeys = [
  {
    name: 'what three vendors make of a field stands where it is typed',
    languages: BOTH,
    options: WIDE,
    async run({ page, t }) {
      const { key } = await furnishedTenant()
      await editor(page, t, key)
      await speed(page).fill('2.5')
      // TRTC's built-in voices go up to 2.0: the badge beside the field says so.
      const badge = page.getByRole('button', { name: `tencent-trtc: ${t('outcome.clamped')}` }).first()
      await badge.waitFor()
      await page.locator('.field', { has: speed(page) }).getByRole('button', { name: /tencent-trtc/ }).click()
      const row = page.locator('[id="row-tencent-trtc/tts/speed"]')
      await row.waitFor()
      expect(await row.evaluate((one) => one.contains(document.activeElement)), 'A badge does not lead to its row')
      await row.getByRole('button').click()
      expect(await speed(page).evaluate((one) => one === document.activeElement), 'A row does not lead to its field')
    },
  },
  {
    name: 'a field that is new in the contract appears by itself',
    // What is typed into the YAML is refused until it is whole.
    options: { ...WIDE, refusals: true },
    async run({ page, t }) {
      const { key } = await furnishedTenant()
      await newField(page)
      await editor(page, t, key)
      const breath = page.locator('[id="editor/agent/vad/breathMs"]')
      const field = page.locator('.field', { has: breath })
      await breath.fill('120')
      const words = await field.textContent()
      for (const word of ['Breath', '0 – 500 ms', 'A pause that a breath takes.']) expect(words.includes(word), `The form says "${words}"`)
      await field.getByRole('button', { name: `tencent-trtc: ${t('outcome.clamped')}` }).click()
      const row = page.locator('[id="row-tencent-trtc/vad/breathMs"]')
      expect((await row.textContent()).includes('The vendor takes up to 100.'), 'The report does not have it')

      await yaml(page, t).click()
      await page.keyboard.press('Control+a')
      await page.keyboard.insertText('agent:\n  vad:\n    bre')
      await page.keyboard.press('Control+Space')
      await page.waitForFunction(() => document.querySelector('.yaml')?.shadowRoot?.querySelector('.cm-tooltip-autocomplete')?.textContent?.includes('breathMs'))

      await page.goto(`${base}/reference/#/Translations%20and%20imports/translateAgent`)
      const operation = page.locator('#operations-Translations_and_imports-translateAgent')
      await operation.getByText('Schema', { exact: true }).first().click({ timeout: 60_000 })
      await operation.locator('tr.property-row:has(> td:text-is("vad")) button').first().click()
      await operation.getByText('breathMs', { exact: true }).first().waitFor()
    },
  },
  {
    name: 'form and YAML are one document, and comments stay',
    options: WIDE,
    async run({ page, t }) {
      const { key } = await furnishedTenant()
      await editor(page, t, key)
      const text = yaml(page, t)
      await text.click()
      await page.keyboard.press('Control+Home')
      await page.keyboard.type('# A note of mine\n')
      await speed(page).fill('1.4')
      await page.waitForFunction(() => document.querySelector('.yaml')?.shadowRoot?.textContent?.includes('# A note of mine'))
      await text.click()
      await page.keyboard.press('Control+a')
      await page.keyboard.insertText('description: Written in the YAML\nagent: {llm: {protocol: openai, model: m-of-the-yaml}}\n')
      await page.waitForFunction(() => document.querySelector('[id="editor/description"]')?.value === 'Written in the YAML')
      const model = await page.locator('[id="editor/agent/llm/model"]').inputValue()
      expect(model === 'm-of-the-yaml', `The form says ${model}`)
    },
  },
  {
    name: 'a fault stands at its field, and its pointer leads there',
    languages: BOTH,
    options: { ...WIDE, refusals: true },
    async run({ page, t }) {
      const { key } = await furnishedTenant()
      await editor(page, t, key)
      const silence = page.locator('[id="editor/agent/vad/silenceMs"]')
      await silence.fill('99999')
      const link = page.getByRole('alert').getByRole('button', { name: '/agent/vad/silenceMs' })
      await link.waitFor()
      await page.waitForFunction(() => document.querySelector('[id="editor/agent/vad/silenceMs"]')?.getAttribute('aria-invalid') === 'true')
      await link.click()
      expect(await silence.evaluate((one) => one === document.activeElement), 'The pointer does not lead to the field')
      await silence.fill('800')
      await link.waitFor({ state: 'detached' })
    },
  },
  {
    name: 'a draft, a publication, what changed, and the way back',
    languages: BOTH,
    async run({ page, t }) {
      const { key } = await furnishedTenant()
      await editor(page, t, key)
      await page.locator('[id="editor/agent/tts/speed"]').fill('1.3')
      await page.getByRole('button', { name: t('templates.saveDraft') }).click()
      await page.getByText(t('templates.draftRevision', { revision: 2 })).waitFor()
      await page.getByRole('button', { name: t('templates.publish') }).click()
      await page.getByText(t('templates.publishedRevision', { revision: 2 })).waitFor()
      await page.getByRole('link', { name: t('templates.revisions'), exact: true }).click()
      await page.getByRole('button', { name: t('revisions.compare', { number: 1 }) }).click()
      await page.getByText('/agent/tts/speed').waitFor()
      await page.getByRole('button', { name: t('revisions.publish', { number: 1 }) }).click()
      await page.getByRole('button', { name: t('revisions.publish', { number: 2 }) }).waitFor()
      const published = await call(key, 'GET', '/v1/templates/customer-service')
      expect(published.revision === 1, `Published is ${published.revision}`)
    },
  },
  {
    name: 'from a keystroke to the report of three vendors',
    options: WIDE,
    alone: true,
    async run({ page, t }) {
      const { key } = await furnishedTenant()
      await editor(page, t, key)
      const times = []
      for (let index = 0; index < 20; index += 1) {
        await speed(page).fill((1 + index / 100).toFixed(2))
        await page.waitForFunction(() => /\d/.test(document.querySelector('.editor-bar [role="status"]')?.textContent ?? ''))
        times.push(Number((await page.locator('.editor-bar [role="status"]').textContent()).match(/\d+/)[0]))
      }
      times.sort((one, other) => one - other)
      const p95 = times[Math.floor(times.length * 0.95) - 1]
      console.error(`keystroke to report: p50 ${times[10]} ms, p95 ${p95} ms, of which 150 ms are the pause`)
      expect(p95 <= Number(process.env.REPORT_MS ?? 250), `p95 is ${p95} ms: ${times.join(' ')}`)
    },
  },
  {
    name: 'who can do generated greetings',
    languages: BOTH,
    async run({ page, t }) {
      const { key } = await emptyTenant()
      await signIn(page, t, key, '/vendors')
      await page.getByRole('searchbox', { name: t('vendors.find') }).fill('/greeting/mode')
      const row = page.getByRole('row', { name: /\/greeting\/mode/ })
      await row.waitFor()
      await row.getByRole('button').first().click()
      expect(page.url().includes('find='), 'The filter is not in the address')
      await page.getByRole('searchbox', { name: t('vendors.find') }).fill('')
      await page.getByRole('combobox', { name: t('vendors.support') }).selectOption('unsupported')
      await page.getByRole('row').nth(5).waitFor()
      await page.reload()
      expect(await page.getByRole('combobox', { name: t('vendors.support') }).inputValue() === 'unsupported', 'The filter is gone')
    },
  },
  {
    name: "a vendor's request of today becomes a template",
    languages: BOTH,
    async run({ page, t }) {
      const { key } = await emptyTenant()
      await signIn(page, t, key, '/import')
      await page.getByRole('combobox', { name: t('session.vendor') }).selectOption('tencent-trtc')
      await page.getByRole('textbox', { name: t('import.request') }).fill(JSON.stringify({
        SdkAppId: 1400000001, RoomId: '1234', RoomIdType: 0,
        AgentConfig: { UserId: 'agent_1', TargetUserId: 'user_1', UserSig: 'xxxx', WelcomeMessage: 'Hello' },
        STTConfig: { Language: 'en', VadSilenceTime: 800 },
        LLMConfig: JSON.stringify({ LLMType: 'openai', Model: 'gpt-4o-mini', APIKey: 'sk-must-not-show', APIUrl: 'https://api.openai.com/v1/chat/completions' }),
        TTSConfig: JSON.stringify({ TTSType: 'flow', VoiceId: 'v-female-R2s4N9qJ', Model: 'flow_01_turbo' }),
      }))
      await page.getByRole('button', { name: t('import.action') }).click()
      await page.getByRole('cell', { name: '/greeting/text' }).waitFor()
      expect(!(await page.locator('main').innerText()).includes('sk-must-not-show'), 'The secret is shown')
      await page.getByRole('textbox', { name: t('import.saveAs') }).fill('imported')
      await page.getByRole('button', { name: t('templates.saveDraft') }).click()
      await page.getByRole('heading', { level: 1, name: /imported/ }).waitFor()
      await go(page, t, 'nav.templates')
      await page.getByRole('link', { name: 'imported', exact: true }).waitFor()
    },
  },
  {
    name: 'a template is written from nothing, and deleted',
    async run({ page, t }) {
      const { key } = await emptyTenant()
      await signIn(page, t, key, '/templates')
      await page.getByRole('textbox', { name: t('name') }).fill('greeter')
      await page.getByRole('button', { name: t('templates.write') }).click()
      await page.getByRole('tab').first().waitFor()
      await page.getByRole('button', { name: t('templates.publish') }).click()
      await page.getByText(t('templates.publishedRevision', { revision: 1 })).waitFor()
      await page.getByRole('link', { name: t('templates.revisions'), exact: true }).click()
      await confirm(page, t('delete'))
      await page.getByText(t('templates.empty')).waitFor()
    },
  },
]

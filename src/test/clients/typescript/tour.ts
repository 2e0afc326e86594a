// The README's five minutes with the generated client: everything that is called is typed by the contract.
import {
  Configuration,
  ConnectionsApi,
  CredentialsApi,
  EventsAndTranscriptsApi,
  KeyRole,
  type NewConnection,
  ResponseError,
  RoomIdType,
  SayWhen,
  SessionsApi,
  TemplatesApi,
  TenantsAndKeysApi,
  TranslationsAndImportsApi,
  WebhookMessageFromJSON,
} from './client/index.js'

declare const process: { env: Record<string, string | undefined> }

function setting(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set`)
  return value
}

function check(holds: boolean, what: string): void {
  if (!holds) throw new Error(what)
}

const signedIn = (key: string) => new Configuration({ basePath: setting('TOUR_URL'), accessToken: key })
const tenant = setting('TOUR_TENANT')
const app = Number(setting('TOUR_APP'))

/** A session that has just begun does not take commands at once. */
async function onceReady<T>(call: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await call()
    } catch (problem) {
      if (!(problem instanceof ResponseError) || problem.response.status !== 409 || tries === 40) throw problem
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
}

const tenants = new TenantsAndKeysApi(signedIn(setting('TOUR_OPERATOR_KEY')))
await tenants.createTenant({ newTenant: { id: tenant, name: 'Acme' } })
const key = await tenants.createKey({ id: tenant, newKey: { name: 'ci', roles: [KeyRole.Admin] } })
const acme = signedIn(key.key)

await new CredentialsApi(acme).putCredential({ name: 'llm', newCredential: { fields: { apiKey: 'sk-anything' } } })
const accounts: Record<string, NewConnection> = {
  'trtc-main': {
    vendor: 'tencent-trtc',
    region: 'ap-singapore',
    endpoint: 'sandbox',
    settings: { sdkAppId: app },
    credentials: { secretId: 'AKIDacme', secretKey: 'acme-secret', sdkSecretKey: 'acme-sdk-secret', callbackKey: 'acmeCallback1' },
  },
  'ccc-main': {
    vendor: 'tencent-ccc',
    endpoint: 'sandbox',
    settings: { sdkAppId: app + 1 },
    credentials: { secretId: 'AKIDacme2', secretKey: 'acme-secret', pushUser: 'voxgate', pushPassword: 'acme-push' },
  },
  'ali-main': {
    vendor: 'alibaba-rtc',
    endpoint: 'sandbox',
    settings: { appId: `acme${app}`, templateId: 't1' },
    credentials: { accessKeyId: 'LTAIacme', accessKeySecret: 'acme-secret', appKey: 'acme-app-key' },
  },
}
const connections = new ConnectionsApi(acme)
for (const [name, newConnection] of Object.entries(accounts)) {
  await connections.putConnection({ name, newConnection })
}
const verified = await connections.verifyConnection({ name: 'trtc-main' })
check(verified.state === 'healthy', `the connection is ${verified.state}: ${verified.detail}`)

const templates = new TemplatesApi(acme)
const starter = await templates.getStarterTemplate({ name: 'customer-service' })
const { description, variables, agent } = starter
await templates.putTemplate({ name: 'customer-service', newTemplate: { description, variables, agent } })
const { translations } = await new TranslationsAndImportsApi(acme).translateAgent({
  translationRequest: {
    template: 'customer-service',
    variables: { customerName: 'Ms Li' },
    vendors: ['tencent-trtc', 'tencent-ccc', 'alibaba-rtc'],
  },
})
check(translations.length === 3 && translations.every((report) => report.accepted), 'a vendor does not take the template')

const sessions = new SessionsApi(acme)
const { id } = await sessions.startSession({
  idempotencyKey: 'tour-1',
  newSession: {
    template: 'customer-service',
    variables: { customerName: 'Ms Li' },
    channel: { type: 'room', roomId: 'tour-long', roomIdType: RoomIdType.String, userId: 'li' },
    connection: 'trtc-main',
  },
})
await onceReady(() => sessions.say({ id, say: { text: 'One moment, please.', when: SayWhen.AfterCurrent } }))
const history = new EventsAndTranscriptsApi(acme)
const events = await history.listSessionEvents({ id })
check((events?.items.length ?? 0) > 0, 'there are no events')
const stopped = await sessions.stopSession({ id })
check(stopped.channel.type === 'room', `the session is in a ${stopped.channel.type}`)
await history.getTranscript({ id })

// What a webhook gets is told apart by its type.
const message = WebhookMessageFromJSON({ type: 'webhook.test', timestamp: '2026-11-21T08:00:00Z', data: { webhook: 'crm' } })
check(message.type === 'webhook.test' && message.data.webhook === 'crm', 'a notice is not read as one')

console.log(`tour over: session ${id}, ${translations.map((report) => report.vendor).join(' ')}`)

// The API beside the browser: what a journey needs before it begins.
import { base } from './browser.mjs'

const operator = process.env.VOXGATE_OPERATOR_KEY ?? ''
let made = 0

export async function call(key, method, path, body) {
  const answer = await fetch(base + path, {
    method,
    headers: { Authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return answer.status === 204 ? undefined : answer.json()
}

/** A tenant that has nothing yet. */
export async function emptyTenant(roles = ['admin']) {
  const id = `portal-${process.pid}-${(made += 1)}`
  await call(operator, 'POST', '/v1/tenants', { id, name: 'Of a journey' })
  const key = await call(operator, 'POST', `/v1/tenants/${id}/keys`, { name: 'journey', roles })
  return { id, key: key.key }
}

export { operator }

/** A tenant with sandbox connections, a credential and a published template. */
export async function furnishedTenant() {
  const tenant = await emptyTenant()
  const { key } = tenant
  const app = 1_400_000_000 + Math.floor(Math.random() * 90_000_000)
  await call(key, 'PUT', '/v1/credentials/llm', { fields: { apiKey: 'sk-of-a-journey-01' } })
  await call(key, 'PUT', '/v1/connections/trtc', {
    vendor: 'tencent-trtc', region: 'ap-singapore', endpoint: 'sandbox', settings: { sdkAppId: app },
    credentials: { secretId: 'AKIDjourney0000001', secretKey: 'journey-secret-000001', sdkSecretKey: 'journey-sdk-key-000001', callbackKey: 'journeykey001' },
  })
  await call(key, 'PUT', '/v1/connections/ccc', {
    vendor: 'tencent-ccc', endpoint: 'sandbox', settings: { sdkAppId: app + 1 },
    credentials: { secretId: 'AKIDjourney0000001', secretKey: 'journey-secret-000001', pushUser: 'voxgate', pushPassword: 'journey-push-0001' },
  })
  await call(key, 'PUT', '/v1/connections/alibaba', {
    vendor: 'alibaba-rtc', endpoint: 'sandbox', settings: { appId: `journey${app % 100000}`, templateId: 'template1' },
    credentials: { accessKeyId: 'LTAIjourney000001', accessKeySecret: 'journey-access-secret-01', appKey: 'journey-app-key-0000001' },
  })
  await call(key, 'POST', '/v1/starter-templates/customer-service/import')
  return tenant
}

export function roomSession(key, roomId = `journey-${Math.random().toString(36).slice(2, 8)}`) {
  return call(key, 'POST', '/v1/sessions', {
    template: 'customer-service', connection: 'trtc', variables: { customerName: 'Li' },
    channel: { type: 'room', roomId, roomIdType: 'string', userId: 'visitor' },
  })
}

export async function until(what, check, seconds = 30) {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const found = await check()
    if (found) return found
    if (Date.now() > end) throw new Error(`Not within ${seconds} s: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

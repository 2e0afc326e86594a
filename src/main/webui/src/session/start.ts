import { answered, api, type Schemas } from '../contract/client'
import { keepJoin } from './joins'

type VendorDetail = Schemas['VendorDetail']

export function randomText(length: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length))
  return Array.from(bytes, (byte) => (byte % 36).toString(36)).join('')
}

function made(field: Schemas['ConnectionField']): string | number {
  if (field.type === 'integer') return 1_400_000_000 + Math.floor(Math.random() * 99_999_999)
  const pattern = field.pattern === '' ? undefined : new RegExp(`^(?:${field.pattern})$`)
  const candidates = [`sandbox${randomText(9)}`, randomText(16), randomText(8), String(1_400_000_000 + Math.floor(Math.random() * 99_999_999))]
  return candidates.find((one) => pattern?.test(one) ?? true) ?? candidates[0] ?? ''
}

/** What a key for good does without. */
const OF_TEMPORARY_KEYS: readonly (string | undefined)[] = ['keyToken', 'role']

/** An account of the built-in simulator: any values will do, of the form that the vendor's schema asks for. */
export function sandboxConnection(vendor: VendorDetail): Schemas['NewConnection'] {
  const { settings, credentials } = vendor.connectionSchema
  const region = vendor.regions.includes('ap-singapore') ? 'ap-singapore' : vendor.regions[0]
  return {
    vendor: vendor.id,
    ...(region ? { region } : {}),
    endpoint: 'sandbox',
    settings: Object.fromEntries(settings.filter((field) => field.required).map((field) => [field.name, made(field)])),
    credentials: Object.fromEntries(credentials
      .filter((field) => field.part && !OF_TEMPORARY_KEYS.includes(field.part))
      .map((field) => [field.name, String(made(field))])),
  } as Schemas['NewConnection']
}

/** Somewhere to talk: a room of its own, or a number that is nobody's. */
export function trialChannel(vendor: Pick<VendorDetail, 'channels'>): Schemas['Channel'] {
  return vendor.channels.includes('room')
    ? { type: 'room', roomId: `portal-${randomText(6)}`, roomIdType: 'string', userId: 'visitor' }
    : { type: 'phone', to: '+8613800000000' }
}

export async function startSession(wish: Schemas['NewSession']): Promise<Schemas['Session']> {
  const session = await answered(api.POST('/v1/sessions', {
    params: { header: { 'Idempotency-Key': crypto.randomUUID?.() ?? randomText(32) } },
    body: wish,
  }))
  keepJoin(session)
  return session
}

/** Values for a first try: what is required and has no default. */
export function trialVariables(variables: Schemas['NewTemplate']['variables']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(variables ?? {})
    .filter(([, variable]) => variable.required)
    .map(([name, variable]) => [name, variable.type === 'string' ? 'Li' : variable.type === 'boolean' ? true : 1]))
}

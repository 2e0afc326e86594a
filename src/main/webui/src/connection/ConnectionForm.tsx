import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { answered, api, ProblemError, type Schemas } from '../contract/client'
import { useText } from '../i18n'
import { sandboxConnection } from '../session/start'
import { ProblemNotice } from '../ui/ProblemNotice'

type ConnectionField = Schemas['ConnectionField']

/** A vendor's account, drawn from the vendor's own schema. Secrets that are left empty stay as they are stored. */
export function ConnectionForm({ connection, vendors, onDone }: {
  connection: Schemas['Connection'] | undefined
  vendors: Schemas['Vendor'][]
  onDone: () => void
}) {
  const t = useText()
  const queries = useQueryClient()
  const [vendorId, setVendorId] = useState(connection?.vendor ?? vendors[0]?.id ?? '')
  const [name, setName] = useState(connection?.name ?? '')
  const [region, setRegion] = useState(connection?.region ?? '')
  const [endpoint, setEndpoint] = useState(connection?.endpoint ?? '')
  const [settings, setSettings] = useState<Record<string, string>>(
    Object.fromEntries(Object.entries(connection?.settings ?? {}).map(([key, value]) => [key, String(value)])))
  const [secrets, setSecrets] = useState<Record<string, string>>({})
  const vendor = useQuery({
    queryKey: ['vendor', vendorId],
    queryFn: () => answered(api.GET('/v1/vendors/{vendor}', { params: { path: { vendor: vendorId } } })),
    staleTime: Infinity,
    enabled: vendorId !== '',
  }).data
  const saving = useMutation({
    mutationFn: () => {
      const given = Object.entries(settings).filter(([, value]) => value !== '').map(([key, value]) => {
        const integer = vendor?.connectionSchema.settings.find((field) => field.name === key)?.type === 'integer'
        return [key, integer && /^\d+$/.test(value) ? Number(value) : value]
      })
      const written = Object.entries(secrets).filter(([, value]) => value !== '')
      return answered(api.PUT('/v1/connections/{name}', {
        params: { path: { name }, ...(connection ? {} : { header: { 'If-None-Match': '*' } }) },
        body: {
          vendor: vendorId,
          ...(region ? { region } : {}),
          ...(endpoint ? { endpoint } : {}),
          settings: Object.fromEntries(given),
          ...(written.length > 0 ? { credentials: Object.fromEntries(written) } : {}),
        } as Schemas['NewConnection'],
      }))
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['connections'] })
      onDone()
    },
  })
  const faults = saving.error instanceof ProblemError ? (saving.error.problem.errors ?? []) : []
  const faultAt = (pointer: string) => faults.filter((fault) => fault.pointer === pointer).map((fault) => fault.detail).join(' ')

  function fillForSandbox() {
    if (!vendor) return
    const made = sandboxConnection(vendor)
    setEndpoint('sandbox')
    setRegion(made.region ?? '')
    setSettings(Object.fromEntries(Object.entries(made.settings).map(([key, value]) => [key, String(value)])))
    setSecrets(Object.fromEntries(Object.entries(made.credentials ?? {}).map(([key, value]) => [key, String(value)])))
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    saving.mutate()
  }

  return (
    <form className="card narrow" onSubmit={submit} aria-label={t('connections.form')}>
      <h2>{connection ? t('connections.edit', { name: connection.name }) : t('connections.new')}</h2>
      <label className="field"><span className="label">{t('session.vendor')}</span>
        <select value={vendorId} disabled={connection !== undefined} onChange={(event) => { setVendorId(event.target.value); setSettings({}); setSecrets({}) }}>
          {vendors.map((one) => <option key={one.id} value={one.id}>{one.name} ({one.id})</option>)}
        </select>
      </label>
      <label className="field"><span className="label">{t('name')}</span>
        <input required value={name} readOnly={connection !== undefined} pattern="[a-z0-9]([a-z0-9\-]{0,61}[a-z0-9])?" title={t('templates.nameRule')}
          onChange={(event) => setName(event.target.value)} autoComplete="off" spellCheck={false} />
      </label>
      <label className="field"><span className="label">{t('connections.endpoint')}</span>
        <input value={endpoint ?? ''} placeholder={t('connections.endpointHint')} onChange={(event) => setEndpoint(event.target.value)} autoComplete="off" spellCheck={false} />
        {faultAt('/endpoint') && <span className="fault" lang="en">{faultAt('/endpoint')}</span>}
      </label>
      {vendor && vendor.regions.length > 0 && (
        <label className="field"><span className="label">{t('connections.region')}</span>
          <select value={region} onChange={(event) => setRegion(event.target.value)}>
            <option value="">{t('form.notSet')}</option>
            {vendor.regions.map((one) => <option key={one}>{one}</option>)}
          </select>
          {faultAt('/region') && <span className="fault" lang="en">{faultAt('/region')}</span>}
        </label>
      )}
      <Inputs fields={vendor?.connectionSchema.settings ?? []} values={settings} onChange={setSettings} faultAt={(field) => faultAt(`/settings/${field}`)} />
      <Inputs secret stored={connection?.credentials} fields={vendor?.connectionSchema.credentials ?? []} values={secrets} onChange={setSecrets}
        faultAt={(field) => faultAt(`/credentials/${field}`)} />
      {saving.error && <ProblemNotice error={saving.error} />}
      <div className="actions">
        <button className="primary" disabled={saving.isPending}>{t('save')}</button>
        {!connection && <button type="button" onClick={fillForSandbox}>{t('connections.fill')}</button>}
        <button type="button" onClick={onDone}>{t('cancel')}</button>
      </div>
    </form>
  )
}

function Inputs({ fields, values, onChange, faultAt, secret, stored }: {
  fields: ConnectionField[]
  values: Record<string, string>
  onChange: (values: Record<string, string>) => void
  faultAt: (field: string) => string
  secret?: boolean
  stored?: Schemas['Connection']['credentials'] | undefined
}) {
  const t = useText()
  const role = fields.find((field) => field.part === 'role')
  // A role that the operator has granted needs no key: whether it has, the service says.
  const keyless = role !== undefined && (values[role.name] ?? '') !== ''
  return fields.map((field) => {
    const kept = stored?.[field.name]
    const needed = field.required && !kept && !(keyless && (field.part === 'keyId' || field.part === 'keySecret'))
    return (
      <label className="field" key={field.name}>
        <span className="label mono">{field.name}{field.required && <span className="needed"> *</span>}</span>
        <input type={secret ? 'password' : 'text'} value={values[field.name] ?? ''} required={needed} autoComplete="off" spellCheck={false}
          placeholder={kept ? t('connections.kept', { lastFour: kept.lastFour }) : ''} aria-invalid={faultAt(field.name) !== '' || undefined}
          onChange={(event) => onChange({ ...values, [field.name]: event.target.value })} />
        {faultAt(field.name) && <span className="fault" lang="en">{faultAt(field.name)}</span>}
        <span className="hint" lang="en">{field.description}</span>
      </label>
    )
  })
}

import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState, type FormEvent } from 'react'
import { newSessionRoute } from '../app/router'
import { answered, api, ProblemError, type Schemas } from '../contract/client'
import { shapeOf, useContract } from '../contract/schema'
import { changedValue } from '../form/change'
import { focusField, FormContext, type FormState } from '../form/context'
import { Fields } from '../form/GroupField'
import { faultsByPlace, useVerdicts } from '../form/verdicts'
import { useText } from '../i18n'
import { startSession, trialChannel } from '../session/start'
import { Empty, Loading, Page } from '../ui/parts'
import { ProblemNotice } from '../ui/ProblemNotice'

export function NewSessionPage() {
  const t = useText()
  const navigate = useNavigate()
  const search = newSessionRoute.useSearch()
  const [templateName, setTemplateName] = useState(search.template ?? '')
  const [connectionName, setConnectionName] = useState('')
  const [wish, setWish] = useState<Record<string, unknown>>({})
  const contract = useContract()
  const vendors = useQuery({ queryKey: ['vendors'], queryFn: () => answered(api.GET('/v1/vendors')), staleTime: Infinity })
  const connections = useQuery({ queryKey: ['connections', 'names'], queryFn: () => answered(api.GET('/v1/connections', { params: { query: { pageSize: 200 } } })) })
  const templates = useQuery({ queryKey: ['templates', 'published'], queryFn: () => answered(api.GET('/v1/templates', { params: { query: { pageSize: 200, published: true } } })) })
  const names = templates.data?.items.map((one) => one.name) ?? []
  const chosenTemplate = templateName || names[0] || ''
  const connection = connections.data?.items.find((one) => one.name === connectionName) ?? connections.data?.items[0]
  const vendor = vendors.data?.items.find((one) => one.id === connection?.vendor)
  const stored = useQuery({
    queryKey: ['template', chosenTemplate, 'to-start'],
    queryFn: () => {
      const [name = '', revision] = chosenTemplate.split('@')
      return revision
        ? answered(api.GET('/v1/templates/{name}/revisions/{n}', { params: { path: { name, n: revision } } }))
        : answered(api.GET('/v1/templates/{name}', { params: { path: { name } } }))
    },
    enabled: chosenTemplate !== '',
  })
  // A channel of the connection's kind is proposed until somebody writes another one.
  const proposed = useMemo(() => (vendor ? trialChannel(vendor) : undefined), [vendor])
  const channel = (wish['channel'] ?? proposed) as Schemas['Channel'] | undefined
  const variables = (wish['variables'] ?? {}) as Record<string, unknown>
  const starting = useMutation({
    mutationFn: () => startSession({
      template: chosenTemplate,
      connection: connection?.name ?? '',
      channel: channel as Schemas['Channel'],
      ...(Object.keys(variables).length > 0 ? { variables: variables as Schemas['NewSession']['variables'] } : {}),
      ...(wish['metadata'] ? { metadata: wish['metadata'] as Record<string, string> } : {}),
    }),
    onSuccess: (session) => navigate({ to: '/sessions/$id', params: { id: session.id } }),
  })
  const verdicts = useVerdicts(useMemo(
    () => faultsByPlace(starting.error instanceof ProblemError ? (starting.error.problem.errors ?? []) : []),
    [starting.error],
  ))
  const form: FormState = {
    id: 'start',
    // Another kind of channel has other members: none of the old ones stays.
    change: (path, value) => setWish((before) => path.join('/') === 'channel/type'
      ? { ...before, channel: value === undefined ? undefined : { type: value } }
      : changedValue({ channel, ...before }, path, value) as Record<string, unknown>),
    verdicts,
    credentials: [],
    disabled: false,
  }

  if (!contract.data || connections.isPending || templates.isPending || vendors.isPending) return <Loading />
  if (connections.data?.items.length === 0 || (names.length === 0 && !search.template)) {
    return <Page title={t('sessions.start')}><Empty title={t('start.missing')}><p>{t('start.missingHint')}</p></Empty></Page>
  }
  const channelShape = shapeOf(contract.data, contract.data.components.schemas['Channel'] ?? {})
  const metadata = shapeOf(contract.data, contract.data.components.schemas['NewSession'] ?? {})
  const variableFields = Object.entries(stored.data?.variables ?? {}).map(([name, variable]) => ({
    name,
    shape: variable.type === 'boolean' ? { kind: 'boolean' as const }
      : variable.type === 'string' ? { kind: 'text' as const, long: false, most: undefined }
      : { kind: 'number' as const, integer: variable.type === 'integer', min: undefined, max: undefined },
    required: variable.required ?? false,
    description: variable.description ?? '',
    fallback: variable.default,
    example: variable.default === undefined ? undefined : String(variable.default),
  }))
  const metadataField = metadata.kind === 'object' ? metadata.fields.filter((field) => field.name === 'metadata') : []

  function submit(event: FormEvent) {
    event.preventDefault()
    starting.mutate()
  }

  return (
    <Page title={t('sessions.start')} lead={t('start.lead')}>
      <form className="narrow" onSubmit={submit}>
        <div className="filters">
          <label className="field"><span className="label">{t('session.template')}</span>
            <select value={chosenTemplate} onChange={(event) => setTemplateName(event.target.value)}>
              {!names.includes(chosenTemplate) && <option>{chosenTemplate}</option>}
              {names.map((name) => <option key={name}>{name}</option>)}
            </select>
          </label>
          <label className="field"><span className="label">{t('session.connection')}</span>
            <select value={connection?.name} onChange={(event) => { setConnectionName(event.target.value); setWish(({ channel: _, ...rest }) => rest) }}>
              {connections.data?.items.map((one) => <option key={one.name} value={one.name}>{one.name} ({one.vendor})</option>)}
            </select>
          </label>
        </div>
        <FormContext value={form}>
          <section className="card"><h2>{t('start.channel')}</h2><Fields shape={channelShape} path={['channel']} value={channel} /></section>
          {variableFields.length > 0 && (
            <section className="card"><h2>{t('start.variables')}</h2><Fields shape={{ kind: 'object', fields: variableFields }} path={['variables']} value={variables} /></section>
          )}
          <Fields shape={{ kind: 'object', fields: metadataField }} path={[]} value={wish} />
        </FormContext>
        {starting.error && <ProblemNotice error={starting.error} onPlace={(pointer) => focusField('start', pointer)} />}
        <p><button className="primary" disabled={starting.isPending || !channel}>{starting.isPending ? t('start.working') : t('sessions.start')}</button></p>
      </form>
    </Page>
  )
}

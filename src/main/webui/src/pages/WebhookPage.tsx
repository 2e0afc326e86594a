import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { webhookRoute } from '../app/router'
import { answered, api, type Schemas } from '../contract/client'
import { useFormats, useText, type TextKey } from '../i18n'
import { useMay } from '../sign-in/caller'
import { ListStates } from '../ui/ListStates'
import { Badge, ConfirmButton, Empty, Loading, Page, ShownOnce } from '../ui/parts'
import { ProblemNotice } from '../ui/ProblemNotice'
import { useList } from '../ui/useList'
import { RecoverFailed } from '../webhook/RecoverFailed'
import { WebhookForm } from '../webhook/WebhookForm'
import { useWebhookDeletion, WebhookState } from './WebhooksPage'

export function WebhookPage() {
  const t = useText()
  const navigate = useNavigate()
  const { name } = webhookRoute.useParams()
  const admin = useMay('admin')
  const queries = useQueryClient()
  const [editing, setEditing] = useState(false)
  const path = { name }
  const webhook = useQuery({ queryKey: ['webhooks', name], queryFn: () => answered(api.GET('/v1/webhooks/{name}', { params: { path } })) })
  const again = () => queries.invalidateQueries({ queryKey: ['webhooks'] })
  const testing = useMutation({ mutationFn: () => answered(api.POST('/v1/webhooks/{name}/test', { params: { path } })) })
  const rotating = useMutation({ mutationFn: () => answered(api.POST('/v1/webhooks/{name}/rotate-secret', { params: { path } })), onSuccess: again })
  const deleting = useWebhookDeletion(name, () => void navigate({ to: '/webhooks' }))
  if (webhook.error) return <div className="page"><ProblemNotice error={webhook.error} /><Link to="/webhooks">{t('nav.webhooks')}</Link></div>
  if (!webhook.data) return <Loading />
  return (
    <Page title={<>{name} <WebhookState webhook={webhook.data} /></>} actions={admin && <>
      <button type="button" disabled={testing.isPending} onClick={() => testing.mutate()}>{testing.isPending ? t('working') : t('webhooks.test')}</button>
      <button type="button" onClick={() => setEditing(true)}>{t('edit')}</button>
      <ConfirmButton label={t('webhooks.rotate')} question={t('webhooks.rotateQuestion')} busy={rotating.isPending} onConfirm={() => rotating.mutate()} />
      <ConfirmButton label={t('delete')} question={t('webhooks.deleteQuestion', { name })} busy={deleting.isPending} onConfirm={() => deleting.mutate()} />
    </>}>
      <p className="mono">{webhook.data.url}</p>
      {rotating.data?.secret && <ShownOnce label={t('webhooks.secretOf', { name })} value={rotating.data.secret} />}
      {[testing, rotating, deleting].map((one, index) => one.error && <ProblemNotice key={index} error={one.error} />)}
      {testing.data && (
        <div className={`notice ${testing.data.status === 'delivered' ? 'good' : 'bad'}`} role="status">
          <strong>{t(testing.data.status === 'delivered' ? 'webhooks.testDelivered' : 'webhooks.testFailed')}</strong>
          <Attempts delivery={testing.data} />
        </div>
      )}
      {editing && <WebhookForm webhook={webhook.data} onDone={() => setEditing(false)} />}
      <Deliveries name={name} />
    </Page>
  )
}

function Deliveries({ name }: { name: string }) {
  const t = useText()
  const navigate = useNavigate()
  const { status } = webhookRoute.useSearch()
  const admin = useMay('admin')
  const deliveries = useList(['webhooks', name, 'deliveries', status], (pageToken) => answered(api.GET('/v1/webhooks/{name}/deliveries', {
    params: { path: { name }, query: { ...(status ? { status } : {}), ...(pageToken ? { pageToken } : {}) } },
  })), { refetchInterval: 5_000 })
  return (
    <section>
      <h2>{t('deliveries.title')}</h2>
      <div className="filters">
        <label className="field"><span className="label">{t('session.status')}</span>
          <select value={status ?? ''} onChange={(event) => void navigate({
            to: '/webhooks/$name', params: { name }, replace: true,
            search: event.target.value === '' ? {} : { status: event.target.value as Schemas['Delivery']['status'] },
          })}>
            <option value="">{t('any')}</option>
            {(['pending', 'delivered', 'failed'] as const).map((one) => <option key={one} value={one}>{t(`deliveries.${one}`)}</option>)}
          </select>
        </label>
        {admin && <RecoverFailed name={name} />}
      </div>
      <ListStates query={deliveries} empty={<Empty title={t('deliveries.empty')} />}>
        <ul className="events">{deliveries.items.map((one) => <Delivery key={one.id} name={name} delivery={one} />)}</ul>
      </ListStates>
    </section>
  )
}

const TONES = { pending: 'converted', delivered: 'exact', failed: 'rejected' } as const

function Delivery({ name, delivery }: { name: string; delivery: Schemas['Delivery'] }) {
  const t = useText()
  const { time } = useFormats()
  const admin = useMay('admin')
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const retrying = useMutation({
    mutationFn: () => answered(api.POST('/v1/webhooks/{name}/deliveries/{id}/retry', { params: { path: { name, id: delivery.id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['webhooks', name, 'deliveries'] }),
  })
  return (
    <li>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Badge tone={TONES[delivery.status]}>{t(`deliveries.${delivery.status}` as TextKey)}</Badge>
        <span className="mono">{delivery.type}</span>
        <time dateTime={delivery.createdAt}>{time(delivery.createdAt)}</time>
      </button>
      {open && (
        <div className="opened">
          <p className="small mono">{delivery.id} {delivery.sessionId && <Link to="/sessions/$id" params={{ id: delivery.sessionId }}>{delivery.sessionId}</Link>}</p>
          <Attempts delivery={delivery} />
          {delivery.nextAttemptAt && <p className="small">{t('deliveries.next', { time: time(delivery.nextAttemptAt) })}</p>}
          {admin && <button type="button" className="small" disabled={retrying.isPending} onClick={() => retrying.mutate()}>{t('deliveries.retry')}</button>}
          {retrying.error && <ProblemNotice error={retrying.error} />}
        </div>
      )}
    </li>
  )
}

function Attempts({ delivery }: { delivery: Schemas['Delivery'] }) {
  const t = useText()
  const { time } = useFormats()
  if (delivery.attempts.length === 0) return <p className="small muted">{t('deliveries.none')}</p>
  return (
    <ol className="plain small">
      {delivery.attempts.map((attempt) => (
        <li key={attempt.at}>
          {time(attempt.at)} · {attempt.durationMs} ms · <strong>{attempt.status ?? t('deliveries.noAnswer')}</strong> <span lang="en">{attempt.error}</span>
          {attempt.answer && <pre tabIndex={0} aria-label={t('deliveries.answer')}>{attempt.answer}</pre>}
        </li>
      ))}
    </ol>
  )
}

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { answered, api, type Schemas } from '../contract/client'
import { useText } from '../i18n'
import { useMay } from '../sign-in/caller'
import { ListStates } from '../ui/ListStates'
import { Badge, Empty, Page, ShownOnce, TableScroll } from '../ui/parts'
import { useList } from '../ui/useList'
import { WebhookForm } from '../webhook/WebhookForm'

export function WebhooksPage() {
  const t = useText()
  const admin = useMay('admin')
  const [adding, setAdding] = useState(false)
  const [made, setMade] = useState<Schemas['Webhook']>()
  const webhooks = useList(['webhooks', 'list'], (pageToken) =>
    answered(api.GET('/v1/webhooks', { params: { query: { ...(pageToken ? { pageToken } : {}) } } })))
  return (
    <Page title={t('nav.webhooks')} lead={t('webhooks.lead')}
      actions={admin && <button type="button" className="primary" onClick={() => setAdding(true)}>{t('webhooks.new')}</button>}>
      {made?.secret && <ShownOnce label={t('webhooks.secretOf', { name: made.name })} value={made.secret} />}
      {adding && <WebhookForm webhook={undefined} onDone={(webhook) => { setMade(webhook); setAdding(false) }} />}
      <ListStates query={webhooks} empty={<Empty title={t('webhooks.empty')}><p>{t('webhooks.emptyHint')}</p></Empty>}>
        <TableScroll label={t('nav.webhooks')}>
          <table>
            <thead><tr><th>{t('name')}</th><th>URL</th><th>{t('webhooks.types')}</th><th>{t('session.status')}</th></tr></thead>
            <tbody>
              {webhooks.items.map((one) => (
                <tr key={one.name}>
                  <td><Link to="/webhooks/$name" params={{ name: one.name }}>{one.name}</Link></td>
                  <td className="wrap mono">{one.url}</td>
                  <td className="wrap mono small">{one.eventTypes.join(', ')}</td>
                  <td><WebhookState webhook={one} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      </ListStates>
    </Page>
  )
}

export function WebhookState({ webhook }: { webhook: Schemas['Webhook'] }) {
  const t = useText()
  if (!webhook.enabled) return <Badge tone="rejected">{webhook.disabledReason ? t('webhooks.disabledBecause', { reason: webhook.disabledReason }) : t('webhooks.disabled')}</Badge>
  return webhook.failingSince ? <Badge tone="approximated">{t('webhooks.failing')}</Badge> : <Badge tone="exact">{t('webhooks.enabled')}</Badge>
}

/** Used by the webhook's own page too. */
export function useWebhookDeletion(name: string, onGone: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => answered(api.DELETE('/v1/webhooks/{name}', { params: { path: { name } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['webhooks'] })
      onGone()
    },
  })
}

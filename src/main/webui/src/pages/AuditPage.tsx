import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { auditRoute } from '../app/router'
import { answered, api, type Schemas } from '../contract/client'
import { useFormats, useText } from '../i18n'
import { useMay } from '../sign-in/caller'
import { ListStates } from '../ui/ListStates'
import { Empty, Page } from '../ui/parts'
import { useList } from '../ui/useList'

const TYPES = ['tenant', 'key', 'credential', 'connection', 'template', 'webhook', 'session', 'erasure'] as const
type ResourceType = (typeof TYPES)[number]

export function AuditPage() {
  const t = useText()
  const navigate = useNavigate()
  const search = auditRoute.useSearch()
  const reads = useMay('operator', 'admin')
  const entries = useList(['audit', search], (pageToken) => answered(api.GET('/v1/audit', {
    params: { query: { ...(search as { resourceType?: ResourceType }), ...(pageToken ? { pageToken } : {}) } },
    headers: { Accept: 'application/json' },
  })), { enabled: reads })
  const change = (next: typeof search) =>
    void navigate({ to: '/audit', search: Object.fromEntries(Object.entries({ ...search, ...next }).filter(([, value]) => value)), replace: true })
  if (!reads) return <Page title={t('nav.audit')}><Empty title={t('audit.adminOnly')} /></Page>
  return (
    <Page title={t('nav.audit')} lead={t('audit.lead')}>
      <form className="filters" onSubmit={(event) => event.preventDefault()}>
        <label className="field"><span className="label">{t('audit.type')}</span>
          <select value={search.resourceType ?? ''} onChange={(event) => change({ resourceType: event.target.value })}>
            <option value="">{t('any')}</option>
            {TYPES.map((one) => <option key={one}>{one}</option>)}
          </select></label>
        <label className="field"><span className="label">{t('audit.resource')}</span>
          <input type="search" value={search.resourceName ?? ''} onChange={(event) => change({ resourceName: event.target.value })} /></label>
      </form>
      <ListStates query={entries} empty={<Empty title={t('audit.empty')} />}>
        <ul className="events">{entries.items.map((one) => <Entry key={one.id} entry={one} />)}</ul>
      </ListStates>
    </Page>
  )
}

function Entry({ entry }: { entry: Schemas['AuditEntry'] }) {
  const { time } = useFormats()
  const [open, setOpen] = useState(false)
  return (
    <li>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className="mono">{entry.action}</span>
        <span className="mono cut">{entry.resource.name}</span>
        <span className="muted small cut">{entry.actor.type} {entry.actor.id}</span>
        <time dateTime={entry.occurredAt}>{time(entry.occurredAt)}</time>
      </button>
      {open && (
        <div className="opened diff">
          <p className="small mono muted">{entry.requestId}</p>
          {entry.before && <pre className="minus">{JSON.stringify(entry.before, null, 2)}</pre>}
          {entry.after && <pre className="plus">{JSON.stringify(entry.after, null, 2)}</pre>}
        </div>
      )}
    </li>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { sessionsRoute, type SessionSearch } from '../app/router'
import { answered, api, type Schemas } from '../contract/client'
import { useText, type TextKey } from '../i18n'
import { SessionFacts, StatusBadge } from '../session/SessionFacts'
import { SessionTable } from '../session/SessionTable'
import { useMay } from '../sign-in/caller'
import { ListStates } from '../ui/ListStates'
import { Empty, Page } from '../ui/parts'
import { useList } from '../ui/useList'

const STATUSES: Schemas['SessionStatus'][] = ['starting', 'ringing', 'active', 'stopping', 'ended', 'failed', 'unknown']

export function SessionsPage() {
  const t = useText()
  const navigate = useNavigate()
  const search = sessionsRoute.useSearch()
  const starts = useMay('admin', 'runner')
  const { peek, ...filter } = search
  const sessions = useList(['sessions', 'list', filter], (pageToken) => answered(api.GET('/v1/sessions', {
    params: { query: { ...(filter as { status?: Schemas['SessionStatus'] }), ...(pageToken ? { pageToken } : {}) } },
  })), { refetchInterval: 5_000 })
  const peeked = sessions.items.find((one) => one.id === peek)

  function change(next: SessionSearch) {
    void navigate({ to: '/sessions', search: Object.fromEntries(Object.entries({ ...search, ...next }).filter(([, value]) => value)), replace: true })
  }

  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (event.target instanceof HTMLElement && event.target.closest('input, select, textarea, dialog')) return
      if (event.key === 'Escape' && peek) change({ peek: '' })
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0
      if (step === 0) return
      const now = sessions.items.findIndex((one) => one.id === peek)
      const next = sessions.items[Math.min(Math.max(now + step, 0), sessions.items.length - 1)]
      if (next) {
        change({ peek: next.id })
        document.getElementById(`session-${next.id}`)?.scrollIntoView({ block: 'nearest' })
      }
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  })

  return (
    <Page title={t('nav.sessions')} lead={t('sessions.lead')}
      actions={starts && <Link className="button primary" to="/sessions/new">{t('sessions.start')}</Link>}>
      <Filters search={search} onChange={change} />
      <div className={peeked ? 'with-peek' : undefined}>
        <div>
          <ListStates query={sessions} empty={<Empty title={t(Object.keys(filter).length > 0 ? 'sessions.noneFound' : 'sessions.empty')}>
            {Object.keys(filter).length === 0 && <p>{t('sessions.emptyHint')}</p>}
          </Empty>}>
            <SessionTable sessions={sessions.items} peeked={peek} onPeek={(id) => change({ peek: id === peek ? '' : id })} />
          </ListStates>
        </div>
        {peeked && (
          <aside className="card peek" aria-label={t('sessions.peek')}>
            <p className="row"><StatusBadge status={peeked.status} /> <Link to="/sessions/$id" params={{ id: peeked.id }}>{t('sessions.open')}</Link>
              <button type="button" className="small quiet" onClick={() => change({ peek: '' })}>{t('close')}</button></p>
            <SessionFacts session={peeked} />
          </aside>
        )}
      </div>
    </Page>
  )
}

function Filters({ search, onChange }: { search: SessionSearch; onChange: (next: SessionSearch) => void }) {
  const t = useText()
  const vendors = useQuery({ queryKey: ['vendors'], queryFn: () => answered(api.GET('/v1/vendors')), staleTime: Infinity })
  const connections = useQuery({ queryKey: ['connections', 'names'], queryFn: () => answered(api.GET('/v1/connections', { params: { query: { pageSize: 200 } } })) })
  const templates = useQuery({ queryKey: ['templates', 'names'], queryFn: () => answered(api.GET('/v1/templates', { params: { query: { pageSize: 200 } } })) })
  const choices: [keyof SessionSearch, TextKey, string[]][] = [
    ['status', 'session.status', STATUSES],
    ['vendor', 'session.vendor', vendors.data?.items.map((one) => one.id) ?? []],
    ['connection', 'session.connection', connections.data?.items.map((one) => one.name) ?? []],
    ['template', 'session.template', templates.data?.items.map((one) => one.name) ?? []],
  ]
  return (
    <form className="filters" onSubmit={(event) => event.preventDefault()}>
      {choices.map(([name, label, words]) => {
        const value = search[name] ?? ''
        return (
          <label className="field" key={name}><span className="label">{t(label)}</span>
            <select value={value} onChange={(event) => onChange({ [name]: event.target.value, peek: '' })}>
              <option value="">{t('any')}</option>
              {value !== '' && !words.includes(value) && <option>{value}</option>}
              {words.map((word) => <option key={word} value={word}>{name === 'status' ? t(`status.${word}` as TextKey) : word}</option>)}
            </select>
          </label>
        )
      })}
    </form>
  )
}

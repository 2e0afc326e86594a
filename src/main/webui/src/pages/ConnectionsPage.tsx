import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { answered, api, type Schemas } from '../contract/client'
import { ConnectionForm } from '../connection/ConnectionForm'
import { useText, type TextKey } from '../i18n'
import { useMay } from '../sign-in/caller'
import { ListStates } from '../ui/ListStates'
import { Badge, ConfirmButton, CopyButton, Empty, Page } from '../ui/parts'
import { ProblemNotice } from '../ui/ProblemNotice'
import { useList } from '../ui/useList'

export function ConnectionsPage() {
  const t = useText()
  const admin = useMay('admin')
  const [edited, setEdited] = useState<Schemas['Connection'] | 'new'>()
  const vendors = useQuery({ queryKey: ['vendors'], queryFn: () => answered(api.GET('/v1/vendors')), staleTime: Infinity })
  const connections = useList(['connections', 'list'], (pageToken) =>
    answered(api.GET('/v1/connections', { params: { query: { ...(pageToken ? { pageToken } : {}) } } })))

  return (
    <Page title={t('nav.connections')} lead={t('connections.lead')}
      actions={admin && <button type="button" className="primary" onClick={() => setEdited('new')}>{t('connections.new')}</button>}>
      {edited && vendors.data && (
        <ConnectionForm key={edited === 'new' ? 'new' : edited.name} connection={edited === 'new' ? undefined : edited}
          vendors={vendors.data.items} onDone={() => setEdited(undefined)} />
      )}
      <ListStates query={connections} empty={<Empty title={t('connections.empty')}>
        <p>{t('connections.emptyHint')} <Link to="/">{t('nav.home')}</Link></p>
      </Empty>}>
        <ul className="tiles wide">
          {connections.items.map((one) => <Connection key={one.name} connection={one} onEdit={() => setEdited(one)} />)}
        </ul>
      </ListStates>
    </Page>
  )
}

function Connection({ connection, onEdit }: { connection: Schemas['Connection']; onEdit: () => void }) {
  const t = useText()
  const queries = useQueryClient()
  const admin = useMay('admin')
  const verifies = useMay('admin', 'editor', 'runner')
  const path = { name: connection.name }
  const verifying = useMutation({ mutationFn: () => answered(api.POST('/v1/connections/{name}/verify', { params: { path } })) })
  const deleting = useMutation({
    mutationFn: () => answered(api.DELETE('/v1/connections/{name}', { params: { path } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['connections'] }),
  })
  const diagnosis = verifying.data
  return (
    <li className="card">
      <h2>{connection.name} {connection.endpoint === 'sandbox' && <Badge tone="converted">{t('connections.sandbox')}</Badge>}</h2>
      <dl className="facts">
        <div><dt>{t('session.vendor')}</dt><dd>{connection.vendor}</dd></div>
        {connection.region && <div><dt>{t('connections.region')}</dt><dd>{connection.region}</dd></div>}
        {Object.entries(connection.settings).map(([name, value]) => <div key={name}><dt className="mono">{name}</dt><dd className="mono">{String(value)}</dd></div>)}
        {Object.entries(connection.credentials).map(([name, face]) => <div key={name}><dt className="mono">{name}</dt><dd className="mono">…{face.lastFour}</dd></div>)}
      </dl>
      <p className="small">{t('connections.callback')}</p>
      <p className="row"><code className="cut" title={connection.callbackUrl}>{connection.callbackUrl}</code> <CopyButton text={connection.callbackUrl} /></p>
      {connection.warnings?.map((fault) => <p className="notice warn small" key={fault.pointer + fault.code} lang="en"><code>{fault.pointer}</code> {fault.detail}</p>)}
      <div className="actions">
        {verifies && <button type="button" disabled={verifying.isPending} onClick={() => verifying.mutate()}>{verifying.isPending ? t('working') : t('connections.verify')}</button>}
        {admin && <button type="button" onClick={onEdit}>{t('edit')}</button>}
        <Link className="button" to="/sessions" search={{ connection: connection.name }}>{t('nav.sessions')}</Link>
        {admin && <ConfirmButton label={t('delete')} question={t('connections.deleteQuestion', { name: connection.name })} busy={deleting.isPending} onConfirm={() => deleting.mutate()} />}
      </div>
      {diagnosis && (
        <div className={`notice ${diagnosis.state === 'healthy' ? 'good' : 'bad'}`} role="status">
          <strong>{t(`verify.${diagnosis.state}` as TextKey)}</strong>
          <p lang="en">{diagnosis.detail}{diagnosis.pointer && <> <code>{diagnosis.pointer}</code></>}</p>
        </div>
      )}
      {verifying.error && <ProblemNotice error={verifying.error} />}
      {deleting.error && <ProblemNotice error={deleting.error} />}
    </li>
  )
}

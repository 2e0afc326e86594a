import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { answered, api, type Schemas } from '../contract/client'
import { useFormats, useText } from '../i18n'
import { useMay } from '../sign-in/caller'
import { ListStates } from '../ui/ListStates'
import { ConfirmButton, Empty, Page, TableScroll } from '../ui/parts'
import { ProblemNotice } from '../ui/ProblemNotice'
import { useList } from '../ui/useList'

export function CredentialsPage() {
  const t = useText()
  const { time } = useFormats()
  const admin = useMay('admin')
  const queries = useQueryClient()
  const [edited, setEdited] = useState<Schemas['Credential'] | 'new'>()
  const credentials = useList(['credentials', 'list'], (pageToken) =>
    answered(api.GET('/v1/credentials', { params: { query: { ...(pageToken ? { pageToken } : {}) } } })))
  const deleting = useMutation({
    mutationFn: (name: string) => answered(api.DELETE('/v1/credentials/{name}', { params: { path: { name } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['credentials'] }),
  })
  return (
    <Page title={t('nav.credentials')} lead={t('credentials.lead')}
      actions={admin && <button type="button" className="primary" onClick={() => setEdited('new')}>{t('credentials.new')}</button>}>
      {edited && <CredentialForm key={edited === 'new' ? 'new' : edited.name} credential={edited === 'new' ? undefined : edited} onDone={() => setEdited(undefined)} />}
      {deleting.error && <ProblemNotice error={deleting.error} />}
      <ListStates query={credentials} empty={<Empty title={t('credentials.empty')}><p>{t('credentials.emptyHint')}</p></Empty>}>
        <TableScroll label={t('nav.credentials')}>
          <table>
            <thead><tr><th>{t('name')}</th><th>{t('credentials.fields')}</th><th>{t('credentials.hosts')}</th><th>{t('credentials.usedBy')}</th><th>{t('changed')}</th><th><span className="hidden">{t('actions')}</span></th></tr></thead>
            <tbody>
              {credentials.items.map((one) => (
                <tr key={one.name}>
                  <td>{one.name}</td>
                  <td className="mono">{Object.entries(one.fields).map(([field, face]) => <div key={field}>{field} …{face.lastFour}</div>)}</td>
                  <td>{one.hosts?.join(', ') ?? t('credentials.anyHost')}</td>
                  <td>{one.usedBy.map((user) => (
                    <div key={user}>{user.startsWith('ses_')
                      ? <Link to="/sessions/$id" params={{ id: user }}>{user}</Link>
                      : <Link to="/templates/$name" params={{ name: user.split('@')[0] ?? user }}>{user}</Link>}</div>
                  ))}</td>
                  <td>{time(one.updatedAt)}</td>
                  <td className="actions">
                    {admin && <button type="button" className="small" onClick={() => setEdited(one)}>{t('credentials.replace')}</button>}
                    {admin && <ConfirmButton label={t('delete')} question={t('credentials.deleteQuestion', { name: one.name })} onConfirm={() => deleting.mutate(one.name)} />}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      </ListStates>
    </Page>
  )
}

interface Row { field: string; secret: string }

function CredentialForm({ credential, onDone }: { credential: Schemas['Credential'] | undefined; onDone: () => void }) {
  const t = useText()
  const queries = useQueryClient()
  const [name, setName] = useState(credential?.name ?? '')
  const [rows, setRows] = useState<Row[]>(credential ? Object.keys(credential.fields).map((field) => ({ field, secret: '' })) : [{ field: 'apiKey', secret: '' }])
  const [hosts, setHosts] = useState(credential?.hosts?.join(', ') ?? '')
  const saving = useMutation({
    mutationFn: () => {
      const named = hosts.split(/[\s,]+/).filter(Boolean)
      return answered(api.PUT('/v1/credentials/{name}', {
        params: { path: { name }, ...(credential ? {} : { header: { 'If-None-Match': '*' } }) },
        body: { fields: Object.fromEntries(rows.map((row) => [row.field, row.secret])), ...(named.length > 0 ? { hosts: named } : {}) },
      }))
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['credentials'] })
      onDone()
    },
  })
  const change = (index: number, next: Partial<Row>) => setRows(rows.map((row, other) => (other === index ? { ...row, ...next } : row)))
  function submit(event: FormEvent) {
    event.preventDefault()
    saving.mutate()
  }
  return (
    <form className="card narrow" onSubmit={submit} aria-label={t('credentials.new')}>
      <h2>{credential ? t('credentials.replaceTitle', { name: credential.name }) : t('credentials.new')}</h2>
      <label className="field"><span className="label">{t('name')}</span>
        <input required value={name} readOnly={credential !== undefined} pattern="[a-z0-9]([a-z0-9\-]{0,61}[a-z0-9])?" title={t('templates.nameRule')}
          onChange={(event) => setName(event.target.value)} autoComplete="off" spellCheck={false} />
      </label>
      {rows.map((row, index) => (
        <div className="row" key={index}>
          <label className="field inline"><span className="label">{t('credentials.field')}</span>
            <input required value={row.field} list="credential-fields" onChange={(event) => change(index, { field: event.target.value })} autoComplete="off" spellCheck={false} /></label>
          <label className="field inline grow"><span className="label">{t('credentials.secret')}</span>
            <input required type="password" value={row.secret} onChange={(event) => change(index, { secret: event.target.value })} autoComplete="off" /></label>
          {rows.length > 1 && <button type="button" className="small quiet" onClick={() => setRows(rows.filter((_, other) => other !== index))}>{t('form.remove')}</button>}
        </div>
      ))}
      <datalist id="credential-fields">{['apiKey', 'appId', 'token', 'secretId', 'secretKey', 'groupId', 'subscriptionKey'].map((one) => <option key={one} value={one} />)}</datalist>
      <p><button type="button" className="small" onClick={() => setRows([...rows, { field: '', secret: '' }])}>+ {t('credentials.addField')}</button></p>
      <label className="field"><span className="label">{t('credentials.hosts')}</span>
        <input value={hosts} placeholder="api.openai.com" onChange={(event) => setHosts(event.target.value)} autoComplete="off" spellCheck={false} />
        <span className="hint">{t('credentials.hostsHint')}</span>
      </label>
      {saving.error && <ProblemNotice error={saving.error} />}
      <div className="actions">
        <button className="primary" disabled={saving.isPending}>{t('save')}</button>
        <button type="button" onClick={onDone}>{t('cancel')}</button>
      </div>
    </form>
  )
}

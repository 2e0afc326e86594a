import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { answered, api, type Schemas } from '../contract/client'
import { useFormats, useText, type TextKey } from '../i18n'
import { useCaller, useMay } from '../sign-in/caller'
import { ListStates } from '../ui/ListStates'
import { Badge, ConfirmButton, Empty, Page, ShownOnce, TableScroll } from '../ui/parts'
import { ProblemNotice } from '../ui/ProblemNotice'
import { useList } from '../ui/useList'

const ROLES = ['admin', 'editor', 'runner', 'viewer'] as const

export function KeysPage() {
  const t = useText()
  const caller = useCaller()
  return <Page title={t('nav.keys')} lead={t('keys.lead')}>{caller?.tenant && <Keys tenant={caller.tenant} own={caller.id} />}</Page>
}

export function Keys({ tenant, own }: { tenant: string; own?: string }) {
  const t = useText()
  const { time } = useFormats()
  const changes = useMay('operator', 'admin')
  const queries = useQueryClient()
  const [made, setMade] = useState<Schemas['CreatedKey']>()
  const keys = useList(['keys', tenant], (pageToken) =>
    answered(api.GET('/v1/tenants/{id}/keys', { params: { path: { id: tenant }, query: { ...(pageToken ? { pageToken } : {}) } } })))
  const deleting = useMutation({
    mutationFn: (keyId: string) => answered(api.DELETE('/v1/tenants/{id}/keys/{keyId}', { params: { path: { id: tenant, keyId } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['keys', tenant] }),
  })
  return (
    <>
      {made && <ShownOnce label={t('keys.made', { name: made.name })} value={made.key} />}
      {changes && <NewKey tenant={tenant} onMade={setMade} />}
      {deleting.error && <ProblemNotice error={deleting.error} />}
      <ListStates query={keys} empty={<Empty title={t('keys.empty')} />}>
        <TableScroll label={t('nav.keys')}>
          <table>
            <thead><tr><th>{t('name')}</th><th>{t('keys.prefix')}</th><th>{t('keys.roles')}</th><th>{t('created')}</th><th>{t('keys.lastUsed')}</th><th>{t('keys.expires')}</th><th><span className="hidden">{t('actions')}</span></th></tr></thead>
            <tbody>
              {keys.items.map((one) => (
                <tr key={one.id}>
                  <td>{one.name} {one.id === own && <Badge tone="converted">{t('keys.yours')}</Badge>}</td>
                  <td className="mono">{one.prefix}…</td>
                  <td>{one.roles.map((role) => <Badge key={role} tone="plain">{t(`role.${role}` as TextKey)}</Badge>)}</td>
                  <td>{time(one.createdAt)}</td>
                  <td>{time(one.lastUsedAt) || t('keys.never')}</td>
                  <td>{time(one.expiresAt) || t('keys.neverExpires')}</td>
                  <td className="actions">{changes && <ConfirmButton label={t('delete')} question={t('keys.deleteQuestion', { name: one.name })} onConfirm={() => deleting.mutate(one.id)} />}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      </ListStates>
    </>
  )
}

function NewKey({ tenant, onMade }: { tenant: string; onMade: (key: Schemas['CreatedKey']) => void }) {
  const t = useText()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [roles, setRoles] = useState<Schemas['KeyRole'][]>(['viewer'])
  const [expires, setExpires] = useState('')
  const making = useMutation({
    mutationFn: () => answered(api.POST('/v1/tenants/{id}/keys', {
      params: { path: { id: tenant } },
      body: { name, roles, ...(expires ? { expiresAt: new Date(expires).toISOString() } : {}) },
    })),
    onSuccess: (key) => {
      onMade(key)
      setName('')
      return queries.invalidateQueries({ queryKey: ['keys', tenant] })
    },
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    making.mutate()
  }
  return (
    <form className="card" onSubmit={submit} aria-label={t('keys.new')}>
      <h2>{t('keys.new')}</h2>
      <div className="row">
        <label className="field inline"><span className="label">{t('name')}</span><input required maxLength={200} value={name} onChange={(event) => setName(event.target.value)} autoComplete="off" /></label>
        <label className="field inline"><span className="label">{t('keys.expires')}</span><input type="datetime-local" value={expires} onChange={(event) => setExpires(event.target.value)} /></label>
      </div>
      <fieldset className="list"><legend>{t('keys.roles')}</legend>
        {ROLES.map((role) => (
          <label className="check" key={role}>
            <input type="checkbox" checked={roles.includes(role)} onChange={(event) => setRoles(event.target.checked ? [...roles, role] : roles.filter((one) => one !== role))} />{' '}
            {t(`role.${role}`)} <span className="muted small">{t(`role.${role}Text`)}</span>
          </label>
        ))}
      </fieldset>
      {making.error && <ProblemNotice error={making.error} />}
      <button className="primary" disabled={making.isPending || roles.length === 0}>{t('keys.make')}</button>
    </form>
  )
}

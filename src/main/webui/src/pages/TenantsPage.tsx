import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { answered, api } from '../contract/client'
import { useFormats, useText } from '../i18n'
import { useMay } from '../sign-in/caller'
import { ListStates } from '../ui/ListStates'
import { Empty, Page, TableScroll } from '../ui/parts'
import { ProblemNotice } from '../ui/ProblemNotice'
import { useList } from '../ui/useList'
import { Keys } from './KeysPage'

/** The operator's page: tenants and their keys, and nothing that a tenant owns. */
export function TenantsPage() {
  const t = useText()
  const { time } = useFormats()
  const operator = useMay('operator')
  const [opened, setOpened] = useState<string>()
  const tenants = useList(['tenants'], (pageToken) => answered(api.GET('/v1/tenants', { params: { query: { ...(pageToken ? { pageToken } : {}) } } })), { enabled: operator })
  if (!operator) return <Page title={t('nav.tenants')}><Empty title={t('tenants.operatorOnly')} /></Page>
  return (
    <Page title={t('nav.tenants')} lead={t('tenants.lead')}>
      <NewTenant onMade={setOpened} />
      <ListStates query={tenants} empty={<Empty title={t('tenants.empty')} />}>
        <TableScroll label={t('nav.tenants')}>
          <table>
            <thead><tr><th>{t('tenants.id')}</th><th>{t('name')}</th><th>{t('created')}</th><th><span className="hidden">{t('actions')}</span></th></tr></thead>
            <tbody>
              {tenants.items.map((one) => (
                <tr key={one.id} className={one.id === opened ? 'peeked' : undefined}>
                  <td className="mono">{one.id}</td><td>{one.name}</td><td>{time(one.createdAt)}</td>
                  <td className="actions"><button type="button" className="small" aria-expanded={one.id === opened} onClick={() => setOpened(one.id === opened ? undefined : one.id)}>{t('tenants.keysOf', { name: one.id })}</button></td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      </ListStates>
      {opened && <section><h2>{t('tenants.keysOf', { name: opened })}</h2><Keys key={opened} tenant={opened} /></section>}
    </Page>
  )
}

function NewTenant({ onMade }: { onMade: (id: string) => void }) {
  const t = useText()
  const queries = useQueryClient()
  const [id, setId] = useState('')
  const [name, setName] = useState('')
  const making = useMutation({
    mutationFn: () => answered(api.POST('/v1/tenants', { body: { id, name: name || id } })),
    onSuccess: (tenant) => {
      onMade(tenant.id)
      setId('')
      setName('')
      return queries.invalidateQueries({ queryKey: ['tenants'] })
    },
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    making.mutate()
  }
  return (
    <form className="card" onSubmit={submit} aria-label={t('tenants.new')}>
      <h2>{t('tenants.new')}</h2>
      <div className="row">
        <label className="field inline"><span className="label">{t('tenants.id')}</span>
          <input required pattern="[a-z0-9]([a-z0-9\-]{0,61}[a-z0-9])?" title={t('templates.nameRule')} value={id} onChange={(event) => setId(event.target.value)} autoComplete="off" spellCheck={false} /></label>
        <label className="field inline"><span className="label">{t('name')}</span><input value={name} maxLength={200} onChange={(event) => setName(event.target.value)} autoComplete="off" /></label>
        <button className="primary" disabled={making.isPending}>{t('tenants.make')}</button>
      </div>
      {making.error && <ProblemNotice error={making.error} />}
    </form>
  )
}

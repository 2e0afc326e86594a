import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { stringify } from 'yaml'
import { answered, api, type Schemas } from '../contract/client'
import { useText, type TextKey } from '../i18n'
import { useMay } from '../sign-in/caller'
import { Badge, CopyButton, Page, TableScroll } from '../ui/parts'
import { ProblemNotice } from '../ui/ProblemNotice'

const TONES: Record<string, string> = { exact: 'exact', converted: 'converted', kept: 'approximated', unknown: 'unsupported', secret: 'clamped', connection: 'plain' }

export function ImportPage() {
  const t = useText()
  const [vendor, setVendor] = useState('')
  const [text, setText] = useState('')
  const [unreadable, setUnreadable] = useState('')
  const vendors = useQuery({ queryKey: ['vendors'], queryFn: () => answered(api.GET('/v1/vendors')), staleTime: Infinity })
  const chosen = vendor || vendors.data?.items[0]?.id || ''
  const importing = useMutation({
    mutationFn: (request: Schemas['ImportRequest']['request']) => answered(api.POST('/v1/imports', { body: { vendor: chosen, request } })),
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    try {
      const request = JSON.parse(text) as Schemas['ImportRequest']['request']
      setUnreadable('')
      importing.mutate(request)
    } catch (error) {
      setUnreadable(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <Page title={t('nav.import')} lead={t('import.lead')}>
      <form className="card" onSubmit={submit}>
        <label className="field"><span className="label">{t('session.vendor')}</span>
          <select value={chosen} onChange={(event) => setVendor(event.target.value)}>{vendors.data?.items.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}</select></label>
        <label className="field"><span className="label">{t('import.request')}</span>
          <textarea className="mono tall" required spellCheck={false} value={text} placeholder="{ … }" onChange={(event) => setText(event.target.value)}
            aria-invalid={unreadable !== '' || undefined} aria-describedby="import-help" /></label>
        {unreadable && <p className="fault">{t('form.notJson')} <span lang="en">{unreadable}</span></p>}
        <p className="hint" id="import-help">{t('import.help')}</p>
        <button className="primary" disabled={importing.isPending}>{t('import.action')}</button>
      </form>
      {importing.error && <ProblemNotice error={importing.error} />}
      {importing.data && <Result imported={importing.data} />}
    </Page>
  )
}

function Result({ imported }: { imported: Schemas['Imported'] }) {
  const t = useText()
  const yaml = stringify({ agent: imported.agent }, { lineWidth: 0 })
  return (
    <div className="columns">
      <section className="card grow">
        <h2>{t('import.agent')}</h2>
        <p><CopyButton text={yaml} /></p>
        <pre tabIndex={0} aria-label={t('import.agent')}>{yaml}</pre>
        <Save agent={imported.agent} />
      </section>
      <section className="card grow">
        <h2>{t('report.title')}</h2>
        {imported.credentials.map((one) => <p key={one.name} className="notice warn">{t('import.credential', { name: one.name, fields: one.fields.join(', ') })}</p>)}
        <TableScroll label={t('report.title')}>
          <table>
            <thead><tr><th>{t('import.vendorPath')}</th><th>{t('import.path')}</th><th>{t('import.outcome')}</th></tr></thead>
            <tbody>
              {imported.fields.map((field, index) => (
                <tr key={index}>
                  <td className="mono wrap">{field.vendorPath}</td>
                  <td className="mono wrap">{field.path}</td>
                  <td className="wrap"><Badge tone={TONES[field.outcome] ?? 'plain'}>{t(`import.${field.outcome}` as TextKey)}</Badge> <span className="small" lang="en">{field.note}</span></td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      </section>
    </div>
  )
}

function Save({ agent }: { agent: Schemas['Agent'] }) {
  const t = useText()
  const navigate = useNavigate()
  const edits = useMay('admin', 'editor')
  const [name, setName] = useState('')
  const saving = useMutation({
    mutationFn: () => answered(api.PUT('/v1/templates/{name}', {
      params: { path: { name }, query: { publish: false }, header: { 'If-None-Match': '*' } },
      body: { agent },
    })),
    onSuccess: (saved) => navigate({ to: '/templates/$name', params: { name: saved.name } }),
  })
  if (!edits) return null
  return (
    <form className="row" onSubmit={(event) => { event.preventDefault(); saving.mutate() }}>
      <label className="field inline"><span className="label">{t('import.saveAs')}</span>
        <input required pattern="[a-z0-9]([a-z0-9\-]{0,61}[a-z0-9])?" title={t('templates.nameRule')} value={name} onChange={(event) => setName(event.target.value)} autoComplete="off" spellCheck={false} /></label>
      <button disabled={saving.isPending}>{t('templates.saveDraft')}</button>
      {saving.error && <ProblemNotice error={saving.error} />}
    </form>
  )
}

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { answered, api, type Schemas } from '../contract/client'
import { useText } from '../i18n'
import { ProblemNotice } from '../ui/ProblemNotice'
import { CATALOGUE } from './catalogue'

export function WebhookForm({ webhook, onDone }: { webhook: Schemas['Webhook'] | undefined; onDone: (saved: Schemas['Webhook'] | undefined) => void }) {
  const t = useText()
  const queries = useQueryClient()
  const [name, setName] = useState(webhook?.name ?? '')
  const [url, setUrl] = useState(webhook?.url ?? '')
  const [types, setTypes] = useState<string[]>(webhook?.eventTypes ?? ['session.*'])
  const [enabled, setEnabled] = useState(webhook?.enabled ?? true)
  const saving = useMutation({
    mutationFn: () => answered(api.PUT('/v1/webhooks/{name}', {
      params: { path: { name }, ...(webhook ? {} : { header: { 'If-None-Match': '*' } }) },
      body: { url, eventTypes: types, enabled },
    })),
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: ['webhooks'] })
      onDone(saved)
    },
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    saving.mutate()
  }
  return (
    <form className="card narrow" onSubmit={submit} aria-label={t('webhooks.form')}>
      <h2>{webhook ? webhook.name : t('webhooks.new')}</h2>
      {!webhook && (
        <label className="field"><span className="label">{t('name')}</span>
          <input required value={name} pattern="[a-z0-9]([a-z0-9\-]{0,61}[a-z0-9])?" title={t('templates.nameRule')} onChange={(event) => setName(event.target.value)} autoComplete="off" spellCheck={false} />
        </label>
      )}
      <label className="field"><span className="label">URL</span>
        <input required type="url" value={url} placeholder="https://example.com/hooks/voxgate" onChange={(event) => setUrl(event.target.value)} autoComplete="off" />
      </label>
      <fieldset className="list">
        <legend>{t('webhooks.types')}</legend>
        {CATALOGUE.map((one) => (
          <label className="check" key={one.type}>
            <input type="checkbox" checked={types.includes(one.type)}
              onChange={(event) => setTypes(event.target.checked ? [...types, one.type] : types.filter((type) => type !== one.type))} />{' '}
            <code>{one.type}</code> <span className="muted small">{t(one.text)}</span>
          </label>
        ))}
      </fieldset>
      <label className="check"><input type="checkbox" checked={enabled} onChange={(event) => setEnabled(event.target.checked)} /> {t('webhooks.isEnabled')}</label>
      {saving.error && <ProblemNotice error={saving.error} />}
      <div className="actions">
        <button className="primary" disabled={saving.isPending || types.length === 0}>{t('save')}</button>
        <button type="button" onClick={() => onDone(undefined)}>{t('cancel')}</button>
      </div>
    </form>
  )
}

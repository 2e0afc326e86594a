import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { answered, api } from '../contract/client'
import { useFormats, useText } from '../i18n'
import { useMay } from '../sign-in/caller'
import { ListStates } from '../ui/ListStates'
import { Badge, Empty, Page, TableScroll } from '../ui/parts'
import { ProblemNotice } from '../ui/ProblemNotice'
import { useList } from '../ui/useList'

export function TemplatesPage() {
  const t = useText()
  const { time } = useFormats()
  const edits = useMay('admin', 'editor')
  const templates = useList(['templates', 'list'], (pageToken) =>
    answered(api.GET('/v1/templates', { params: { query: { ...(pageToken ? { pageToken } : {}) } } })))

  return (
    <Page title={t('nav.templates')} lead={t('templates.lead')}>
      <ListStates query={templates} empty={<Empty title={t('templates.empty')}><p>{t('templates.emptyHint')}</p></Empty>}>
        <TableScroll label={t('nav.templates')}>
          <table>
            <thead>
              <tr><th>{t('name')}</th><th>{t('description')}</th><th>{t('templates.published')}</th><th>{t('templates.latest')}</th><th>{t('changed')}</th></tr>
            </thead>
            <tbody>
              {templates.items.map((one) => (
                <tr key={one.name}>
                  <td><Link to="/templates/$name" params={{ name: one.name }}>{one.name}</Link></td>
                  <td className="wrap">{one.description}</td>
                  <td>{one.publishedRevision ? <Badge tone="exact">{one.publishedRevision}</Badge> : <Badge tone="plain">{t('templates.draft')}</Badge>}</td>
                  <td><Link to="/templates/$name/revisions" params={{ name: one.name }}>{one.latestRevision}</Link></td>
                  <td>{time(one.updatedAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      </ListStates>
      {edits && <NewTemplate />}
      {edits && <Starters />}
    </Page>
  )
}

function NewTemplate() {
  const t = useText()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  function submit(event: FormEvent) {
    event.preventDefault()
    void navigate({ to: '/templates/$name', params: { name: name.trim() }, search: { new: true } })
  }
  return (
    <section className="card">
      <h2>{t('templates.new')}</h2>
      <form className="row" onSubmit={submit}>
        <label className="field inline"><span className="label">{t('name')}</span>
          <input required pattern="[a-z0-9]([a-z0-9\-]{0,61}[a-z0-9])?" title={t('templates.nameRule')} value={name}
            onChange={(event) => setName(event.target.value)} autoComplete="off" spellCheck={false} />
        </label>
        <button className="primary">{t('templates.write')}</button>
      </form>
      <p className="hint">{t('templates.nameRule')}</p>
    </section>
  )
}

function Starters() {
  const t = useText()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const starters = useQuery({ queryKey: ['starters'], queryFn: () => answered(api.GET('/v1/starter-templates')), staleTime: Infinity })
  const taking = useMutation({
    mutationFn: (name: string) => answered(api.POST('/v1/starter-templates/{name}/import', { params: { path: { name } } })),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: ['templates'] })
      await navigate({ to: '/templates/$name', params: { name: made.name } })
    },
  })
  if (!starters.data || starters.data.items.length === 0) return null
  return (
    <section>
      <h2>{t('templates.starters')}</h2>
      {taking.error && <ProblemNotice error={taking.error} />}
      <ul className="tiles">
        {starters.data.items.map((one) => (
          <li className="card" key={one.name}>
            <h3>{one.name}</h3>
            <p className="small">{one.description}</p>
            <button type="button" disabled={taking.isPending} onClick={() => taking.mutate(one.name)}>{t('templates.take', { name: one.name })}</button>
          </li>
        ))}
      </ul>
    </section>
  )
}

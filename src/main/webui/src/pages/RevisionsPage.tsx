import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { revisionsRoute } from '../app/router'
import { answered, api, type Schemas } from '../contract/client'
import { useFormats, useText, type TextKey } from '../i18n'
import { useMay } from '../sign-in/caller'
import { ListStates } from '../ui/ListStates'
import { Badge, ConfirmButton, Empty, Loading, Page, TableScroll } from '../ui/parts'
import { ProblemNotice } from '../ui/ProblemNotice'
import { useList } from '../ui/useList'

export function RevisionsPage() {
  const t = useText()
  const { time } = useFormats()
  const { name } = revisionsRoute.useParams()
  const edits = useMay('admin', 'editor')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [compared, setCompared] = useState<{ n: number; against: number }>()
  const revisions = useList(['revisions', name], (pageToken) =>
    answered(api.GET('/v1/templates/{name}/revisions', { params: { path: { name }, query: { ...(pageToken ? { pageToken } : {}) } } })))
  const publishing = useMutation({
    mutationFn: (n: number) => answered(api.POST('/v1/templates/{name}/revisions/{n}/publish', { params: { path: { name, n: String(n) } } })),
    onSuccess: () => {
      queries.removeQueries({ queryKey: ['template', name] })
      void queries.invalidateQueries({ queryKey: ['templates'] })
      return queries.invalidateQueries({ queryKey: ['revisions', name] })
    },
  })
  const deleting = useMutation({
    mutationFn: () => answered(api.DELETE('/v1/templates/{name}', { params: { path: { name } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['templates'] })
      await navigate({ to: '/templates' })
    },
  })

  return (
    <Page title={t('revisions.title', { name })} lead={t('revisions.lead')} actions={<>
      <Link className="button" to="/templates/$name" params={{ name }}>{t('revisions.edit')}</Link>
      {edits && <ConfirmButton label={t('delete')} question={t('templates.deleteQuestion', { name })} busy={deleting.isPending} onConfirm={() => deleting.mutate()} />}
    </>}>
      {publishing.error && <ProblemNotice error={publishing.error} />}
      {deleting.error && <ProblemNotice error={deleting.error} />}
      <ListStates query={revisions} empty={<Empty title={t('revisions.empty')} />}>
        <TableScroll label={t('templates.revisions')}>
          <table>
            <thead><tr><th>{t('revisions.number')}</th><th>{t('created')}</th><th>{t('revisions.by')}</th><th>{t('description')}</th><th><span className="hidden">{t('actions')}</span></th></tr></thead>
            <tbody>
              {revisions.items.map((one) => (
                <tr key={one.revision}>
                  <td><Link to="/templates/$name" params={{ name }} search={{ revision: one.revision }}>{one.revision}</Link>{' '}
                    {one.published && <Badge tone="exact">{t('templates.published')}</Badge>}</td>
                  <td>{time(one.createdAt)}</td>
                  <td className="mono small">{one.createdBy}</td>
                  <td className="wrap">{one.description}</td>
                  <td className="actions">
                    {one.revision > 1 && (
                      <button type="button" className="small" onClick={() => setCompared({ n: one.revision, against: one.revision - 1 })}>{t('revisions.compare', { number: one.revision - 1 })}</button>
                    )}
                    {edits && !one.published && (
                      <button type="button" className="small" disabled={publishing.isPending} onClick={() => publishing.mutate(one.revision)}>{t('revisions.publish', { number: one.revision })}</button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      </ListStates>
      {compared && <Difference name={name} {...compared} />}
    </Page>
  )
}

function Difference({ name, n, against }: { name: string; n: number; against: number }) {
  const t = useText()
  const diff = useQuery({
    queryKey: ['diff', name, n, against],
    queryFn: () => answered(api.GET('/v1/templates/{name}/revisions/{n}/diff', { params: { path: { name, n: String(n) }, query: { against } } })),
    staleTime: Infinity,
  })
  return (
    <section className="card" aria-live="polite">
      <h2>{t('revisions.diff', { from: against, to: n })}</h2>
      {diff.isPending && <Loading />}
      {diff.error && <ProblemNotice error={diff.error} />}
      {diff.data?.changes.length === 0 && <p>{t('revisions.same')}</p>}
      <ul className="plain diff">
        {diff.data?.changes.map((change) => <Change key={change.path} change={change} />)}
      </ul>
    </section>
  )
}

function Change({ change }: { change: Schemas['Difference'] }) {
  const t = useText()
  const value = (one: unknown) => (typeof one === 'string' ? one : JSON.stringify(one, null, 2))
  return (
    <li>
      <p><code>{change.path}</code> <Badge tone="plain">{t(`revisions.${change.change}` as TextKey)}</Badge></p>
      {change.change !== 'added' && <pre className="minus">{value(change.before)}</pre>}
      {change.change !== 'removed' && <pre className="plus">{value(change.after)}</pre>}
    </li>
  )
}

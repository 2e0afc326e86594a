import { useQuery } from '@tanstack/react-query'
import { Link, Navigate } from '@tanstack/react-router'
import { answered, api } from '../contract/client'
import { useText } from '../i18n'
import { FirstVisit } from '../session/FirstVisit'
import { RecentFailures } from '../session/RecentFailures'
import { SessionTable } from '../session/SessionTable'
import { useCaller, useMay } from '../sign-in/caller'
import { Loading, Page } from '../ui/parts'
import { ProblemNotice } from '../ui/ProblemNotice'

export function HomePage() {
  const caller = useCaller()
  if (!caller) return <Loading />
  return caller.tenant ? <TenantHome /> : <Navigate to="/tenants" replace />
}

function TenantHome() {
  const t = useText()
  const starts = useMay('admin', 'runner')
  const found = useQuery({
    queryKey: ['home'],
    queryFn: async () => {
      const [connections, templates, sessions] = await Promise.all([
        answered(api.GET('/v1/connections', { params: { query: { pageSize: 200 } } })),
        answered(api.GET('/v1/templates', { params: { query: { pageSize: 200 } } })),
        answered(api.GET('/v1/sessions', { params: { query: { pageSize: 8 } } })),
      ])
      return { connections: connections.items, templates: templates.items, sessions: sessions.items }
    },
  })
  if (found.error) return <div className="page"><ProblemNotice error={found.error} /></div>
  if (!found.data) return <Loading />
  const { connections, templates, sessions } = found.data
  return (
    <Page title={t('home.title')} lead={t('home.lead')}
      actions={starts && sessions.length > 0 && <Link className="button primary" to="/sessions/new">{t('sessions.start')}</Link>}>
      {sessions.length === 0 && <FirstVisit connections={connections} templates={templates} />}
      {sessions.length > 0 && (
        <section>
          <h2>{t('home.recent')}</h2>
          <SessionTable sessions={sessions} />
        </section>
      )}
      <RecentFailures />
    </Page>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { answered, api, type Schemas } from '../contract/client'
import { useFormats, useText } from '../i18n'
import { TableScroll } from '../ui/parts'

const DAYS = 7

interface Group {
  code: string
  connection: string
  sessions: Schemas['Session'][]
}

function grouped(sessions: Schemas['Session'][]): Group[] {
  const groups = new Map<string, Group>()
  for (const session of sessions) {
    const code = session.vendorError?.code ?? session.vendorCode ?? session.endReason ?? 'unknown'
    const key = `${code} ${session.connection}`
    const group = groups.get(key) ?? { code, connection: session.connection, sessions: [] }
    group.sessions.push(session)
    groups.set(key, group)
  }
  return [...groups.values()].toSorted((one, other) => other.sessions.length - one.sessions.length)
}

/** What failed in the last days, by code and connection, with one example of each. */
export function RecentFailures() {
  const t = useText()
  const { time } = useFormats()
  const failed = useQuery({
    queryKey: ['sessions', 'failed'],
    queryFn: () => answered(api.GET('/v1/sessions', {
      params: { query: { status: 'failed', pageSize: 200, createdAfter: new Date(Date.now() - DAYS * 86_400_000).toISOString() } },
    })),
  })
  const groups = grouped(failed.data?.items ?? [])
  if (groups.length === 0) return null
  return (
    <section>
      <h2>{t('failures.title', { days: DAYS })}</h2>
      <TableScroll label={t('failures.title', { days: DAYS })}>
        <table>
          <thead><tr><th>{t('failures.code')}</th><th>{t('session.connection')}</th><th className="number">{t('failures.count')}</th><th>{t('failures.example')}</th><th>{t('failures.last')}</th></tr></thead>
          <tbody>
            {groups.map((group) => {
              const example = group.sessions[0]
              if (!example) return null
              return (
                <tr key={`${group.code} ${group.connection}`}>
                  <td className="mono">{group.code}</td>
                  <td>{group.connection}</td>
                  <td className="number">{group.sessions.length}</td>
                  <td className="wrap" lang="en">{example.vendorError?.message ?? example.endReason}</td>
                  <td><Link to="/sessions/$id" params={{ id: example.id }}>{time(example.createdAt)}</Link></td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </TableScroll>
    </section>
  )
}

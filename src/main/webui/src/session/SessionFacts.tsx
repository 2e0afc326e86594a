import { Link } from '@tanstack/react-router'
import type { Schemas } from '../contract/client'
import { useFormats, useText } from '../i18n'
import { Badge } from '../ui/parts'

export const STATUS_TONES: Record<string, string> = {
  starting: 'converted', ringing: 'converted', active: 'exact', stopping: 'approximated', ended: 'plain', failed: 'rejected', unknown: 'unsupported',
}

export function StatusBadge({ status }: { status: string }) {
  const t = useText()
  return <Badge tone={STATUS_TONES[status] ?? 'plain'}>{t(`status.${status}` as 'status.active')}</Badge>
}

/** What a session is, and how it ended. */
export function SessionFacts({ session }: { session: Schemas['Session'] }) {
  const t = useText()
  const { time } = useFormats()
  const channel = session.channel as Record<string, unknown>
  const templateName = session.template?.split('@')[0]
  const rows: [string, React.ReactNode][] = [
    [t('session.vendor'), session.vendor],
    [t('session.connection'), session.connection],
    [t('session.template'), templateName
      ? <Link to="/templates/$name" params={{ name: templateName }}>{session.template}</Link> : t('session.inline')],
    [t('session.where'), <span className="mono" key="where">{String(channel['roomId'] ?? channel['to'] ?? '')}</span>],
    [t('session.vendorId'), session.vendorSessionId && <span className="mono" key="id">{session.vendorSessionId}</span>],
    [t('created'), time(session.createdAt)],
    [t('session.started'), time(session.startedAt)],
    [t('session.ended'), time(session.endedAt)],
    [t('session.endReason'), session.endReason && `${session.endReason}${session.endedBy ? ` (${session.endedBy})` : ''}`],
    [t('session.vendorCode'), session.vendorCode],
  ]
  return (
    <>
      <dl className="facts">
        {rows.filter(([, value]) => value).map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}
      </dl>
      {session.vendorError && (
        <div className="notice bad" lang="en">
          <strong>{session.vendorError.vendor}: {session.vendorError.code}</strong>
          <p>{session.vendorError.message}</p>
          {session.vendorError.requestId && <p className="small mono muted">{session.vendorError.requestId}</p>}
        </div>
      )}
    </>
  )
}

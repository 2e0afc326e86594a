import { Link } from '@tanstack/react-router'
import type { Schemas } from '../contract/client'
import { useFormats, useText } from '../i18n'
import { TableScroll } from '../ui/parts'
import { StatusBadge } from './SessionFacts'

export function SessionTable({ sessions, peeked, onPeek }: {
  sessions: Schemas['Session'][]
  peeked?: string | undefined
  onPeek?: (id: string) => void
}) {
  const t = useText()
  const { time } = useFormats()
  return (
    <TableScroll label={t('nav.sessions')}>
      <table>
        <thead>
          <tr><th>{t('session.id')}</th><th>{t('session.status')}</th><th>{t('session.vendor')}</th><th>{t('session.template')}</th><th>{t('session.where')}</th><th>{t('created')}</th><th>{t('session.endReason')}</th></tr>
        </thead>
        <tbody>
          {sessions.map((one) => {
            const channel = one.channel as Record<string, unknown>
            return (
              <tr key={one.id} id={`session-${one.id}`} className={one.id === peeked ? 'peeked' : undefined}>
                <td>
                  <Link className="mono" to="/sessions/$id" params={{ id: one.id }} title={one.id}>{`…${one.id.slice(-8)}`}</Link>
                  {onPeek && <button type="button" className="small quiet" aria-pressed={one.id === peeked} aria-label={t('sessions.peekAt', { id: one.id })} onClick={() => onPeek(one.id)}>⤢</button>}
                </td>
                <td><StatusBadge status={one.status} /></td>
                <td>{one.vendor}</td>
                <td>{one.template ?? t('session.inline')}</td>
                <td className="mono">{String(channel['roomId'] ?? channel['to'] ?? '')}</td>
                <td>{time(one.createdAt)}</td>
                <td>{one.endReason}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </TableScroll>
  )
}

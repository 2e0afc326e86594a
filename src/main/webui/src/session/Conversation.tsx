import { useEffect, useRef } from 'react'
import { useText } from '../i18n'
import type { Bubble } from './turns'

/** What is said, as it is said. */
export function Conversation({ bubbles, live }: { bubbles: Bubble[]; live: boolean }) {
  const t = useText()
  const end = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (live) end.current?.scrollIntoView({ block: 'nearest' })
  }, [bubbles.length, live])
  if (bubbles.length === 0) return <p className="muted">{t(live ? 'session.waiting' : 'session.nothingSaid')}</p>
  return (
    <ol className="conversation" aria-live={live ? 'polite' : 'off'} aria-label={t('session.transcript')} tabIndex={0}>
      {bubbles.map((bubble) => (
        <li key={bubble.key} className={`bubble ${bubble.role}`}>
          <span className="speaker">{t(bubble.role === 'user' ? 'session.user' : 'session.agent')}{bubble.startMs !== undefined && ` · ${(bubble.startMs / 1000).toFixed(1)} s`}</span>
          {bubble.spoken === undefined
            ? <span>{bubble.text}</span>
            : <span>{bubble.spoken}<s title={t('session.unheard')}>{bubble.text.startsWith(bubble.spoken) ? bubble.text.slice(bubble.spoken.length) : ` ${bubble.text}`}</s></span>}
          {bubble.spoken !== undefined && <span className="badge approximated">{t('session.interrupted')}</span>}
        </li>
      ))}
      <li ref={end} className="end" aria-hidden="true" />
    </ol>
  )
}

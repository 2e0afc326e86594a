import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { sessionRoute } from '../app/router'
import { answered, api, type Schemas } from '../contract/client'
import { useFormats, useText } from '../i18n'
import { Controls } from '../session/Controls'
import { Conversation } from '../session/Conversation'
import { joinOf } from '../session/joins'
import { useSessionEvents, type VoxEvent } from '../session/live'
import { SessionFacts, StatusBadge } from '../session/SessionFacts'
import { bubblesOf, turnsOf } from '../session/turns'
import { Waterfall } from '../session/Waterfall'
import { useMay } from '../sign-in/caller'
import { CopyButton, Loading, Page } from '../ui/parts'
import { ProblemNotice } from '../ui/ProblemNotice'

export function SessionPage() {
  const t = useText()
  const { id } = sessionRoute.useParams()
  const runs = useMay('admin', 'runner')
  const queries = useQueryClient()
  const session = useQuery({
    queryKey: ['session', id],
    queryFn: () => answered(api.GET('/v1/sessions/{id}', { params: { path: { id } } })),
  })
  const { events, state, failure } = useSessionEvents(id)
  const last = events.findLast((event) => event.type.startsWith('session.'))?.sequence

  useEffect(() => {
    // The events tell that something happened; how the session stands is the service's word.
    void queries.invalidateQueries({ queryKey: ['session', id] })
  }, [queries, id, last, state])

  const bubbles = useMemo(() => bubblesOf(events), [events])
  const turns = useMemo(() => turnsOf(events), [events])
  const errors = useMemo(() => events.filter((event) => event.type === 'error.reported'), [events])

  if (session.error) return <div className="page"><ProblemNotice error={session.error} /><Link to="/sessions">{t('nav.sessions')}</Link></div>
  if (!session.data) return <Loading />
  const running = !['ended', 'failed'].includes(session.data.status)
  return (
    <Page title={<><span className="mono id">{id}</span> <StatusBadge status={session.data.status} /></>}
      actions={<span className="muted small" role="status">{t(`live.${state}`)}</span>}>
      {failure !== undefined && <ProblemNotice error={failure} />}
      {session.data.status === 'failed' && <div className="notice bad"><strong>{t('session.failed', { reason: session.data.endReason ?? '' })}</strong>{' '}{t('session.failedHint')}</div>}
      {session.data.status === 'unknown' && <div className="notice warn">{t('session.unknownHint')}</div>}
      {errors.length > 0 && <Errors errors={errors} />}
      <div className="columns">
        <div className="stack grow">
          <section className="card"><h2>{t('session.transcript')}</h2><Conversation bubbles={bubbles} live={running} /></section>
          <section className="card"><h2>{t('waterfall.title')}</h2><Waterfall turns={turns} /></section>
        </div>
        <div className="stack">
          <section className="card"><h2>{t('session.facts')}</h2><SessionFacts session={session.data} /></section>
          {running && runs && <Controls session={session.data} />}
          <Join session={session.data} />
        </div>
      </div>
      <Losses session={session.data} />
      <Events events={events} />
    </Page>
  )
}

function Errors({ errors }: { errors: VoxEvent[] }) {
  const t = useText()
  return (
    <div className="notice bad" role="alert">
      <strong>{t('session.errors', { count: errors.length })}</strong>
      <ul className="plain">
        {errors.map((event) => {
          const told = event.data as Record<string, unknown>
          return <li key={event.id} lang="en"><strong>{String(told['component'] ?? '').toUpperCase()}</strong> <code>{String(told['code'] ?? '')}</code> {String(told['message'] ?? '')}</li>
        })}
      </ul>
    </div>
  )
}

function Join({ session }: { session: Schemas['Session'] }) {
  const t = useText()
  const join = joinOf(session.id)
  if (!join) return null
  const { messages: _, ...needed } = join as Record<string, unknown>
  const text = JSON.stringify(needed, null, 2)
  return (
    <section className="card">
      <h2>{t('session.join')}</h2>
      <p className="hint">{t('session.joinHint')}</p>
      <p><CopyButton text={text} /></p>
      <pre tabIndex={0} aria-label={t('session.join')}>{text}</pre>
    </section>
  )
}

function Losses({ session }: { session: Schemas['Session'] }) {
  const t = useText()
  const lossy = session.translation.fields.filter((field) => field.outcome !== 'exact' && field.outcome !== 'converted')
  if (lossy.length === 0) return null
  return (
    <details className="card">
      <summary><h2>{t('session.losses', { count: lossy.length })}</h2></summary>
      <ul className="plain">
        {lossy.map((field) => <li key={field.path}><code>{field.path}</code> <span className={`badge ${field.outcome}`}>{t(`outcome.${field.outcome}`)}</span> <span lang="en">{field.note}</span></li>)}
      </ul>
    </details>
  )
}

function Events({ events }: { events: VoxEvent[] }) {
  const t = useText()
  const { clock } = useFormats()
  const [open, setOpen] = useState<number>()
  return (
    <section className="card">
      <h2>{t('session.events', { count: events.length })}</h2>
      <ul className="events">
        {events.map((event) => (
          <li key={event.id}>
            <button type="button" aria-expanded={open === event.sequence} onClick={() => setOpen(open === event.sequence ? undefined : event.sequence)}>
              <span className="mono number">{event.sequence}</span>
              <span className="mono">{event.type}</span>
              <time dateTime={event.occurredAt}>{clock(event.occurredAt)}</time>
            </button>
            {open === event.sequence && <pre tabIndex={0} aria-label={event.type}>{JSON.stringify(event, null, 2)}</pre>}
          </li>
        ))}
      </ul>
    </section>
  )
}

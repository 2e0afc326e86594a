import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useMemo } from 'react'
import { usageRoute } from '../app/router'
import { answered, api, type Schemas } from '../contract/client'
import { useFormats, useText, type TextKey } from '../i18n'
import { Empty, Loading, Page, TableScroll } from '../ui/parts'
import { ProblemNotice } from '../ui/ProblemNotice'
import { Bars } from '../usage/Bars'

const DailyPlot = lazy(() => import('../usage/DailyPlot'))
const GROUPS = ['vendor', 'template', 'connection'] as const
const DAYS = [1, 7, 30, 90]

/** From the first hour of a day, so many days ago, to the end of the current hour. */
function period(days: number): { from: string } {
  const from = new Date(Date.now() - days * 86_400_000)
  return { from: from.toISOString().slice(0, 10) }
}

export function UsagePage() {
  const t = useText()
  const navigate = useNavigate()
  const { groupBy = 'vendor', days = 30 } = usageRoute.useSearch()
  const query = useMemo(() => period(days), [days])
  const usage = useQuery({ queryKey: ['usage', groupBy, days], queryFn: () => answered(api.GET('/v1/usage', { params: { query: { ...query, groupBy } } })) })
  const change = (next: { groupBy?: string; days?: number }) => void navigate({ to: '/usage', search: { groupBy, days, ...next }, replace: true })
  const items = usage.data?.items ?? []
  return (
    <Page title={t('nav.usage')} lead={t('usage.lead')}>
      <form className="filters" onSubmit={(event) => event.preventDefault()}>
        <label className="field"><span className="label">{t('usage.groupBy')}</span>
          <select value={groupBy} onChange={(event) => change({ groupBy: event.target.value })}>
            {GROUPS.map((one) => <option key={one} value={one}>{t(`session.${one}` as TextKey)}</option>)}
          </select></label>
        <label className="field"><span className="label">{t('usage.period')}</span>
          <select value={days} onChange={(event) => change({ days: Number(event.target.value) })}>
            {DAYS.map((one) => <option key={one} value={one}>{t('usage.days', { days: one })}</option>)}
          </select></label>
      </form>
      {usage.error && <ProblemNotice error={usage.error} />}
      {usage.isPending && <Loading />}
      {usage.data && items.length === 0 && <Empty title={t('usage.empty')} />}
      {items.length > 0 && (
        <>
          <section className="card"><h2>{t('usage.daily')}</h2><Suspense fallback={<Loading />}><DailyPlot days={Math.min(days, 30)} /></Suspense></section>
          <Totals items={items} />
          <section className="card"><h2>{t('usage.latency')}</h2><Latency items={items} /></section>
          <section className="card"><h2>{t('usage.failures')}</h2><Reasons items={items} of="failures" /></section>
          <section className="card"><h2>{t('usage.ends')}</h2><Reasons items={items} of="endReasons" /></section>
        </>
      )}
    </Page>
  )
}

function Totals({ items }: { items: Schemas['UsageItem'][] }) {
  const t = useText()
  const { number } = useFormats()
  return (
    <TableScroll label={t('nav.usage')}>
      <table>
        <thead><tr><th>{t('name')}</th>{(['sessions', 'started', 'running', 'failed', 'minutes'] as const).map((one) => <th key={one} className="number">{t(`usage.${one}`)}</th>)}</tr></thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.key}>
              <td>{item.key ?? t('session.inline')}</td>
              <td className="number">{number(item.sessions)}</td><td className="number">{number(item.started)}</td><td className="number">{number(item.running)}</td>
              <td className="number">{number(item.failed)}</td><td className="number">{number(item.minutes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function Latency({ items }: { items: Schemas['UsageItem'][] }) {
  const t = useText()
  const bars = items.flatMap((item) => Object.entries(item.latency).filter(([name]) => name.endsWith('Ms')).map(([name, latency]) => ({
    label: `${item.key ?? ''} ${name}`,
    value: latency.p50,
    second: latency.p95,
    text: `p50 ${Math.round(latency.p50)} ms · p95 ${Math.round(latency.p95)} ms`,
  })))
  return bars.length === 0 ? <p className="muted">{t('usage.noLatency')}</p> : <Bars bars={bars} />
}

function Reasons({ items, of }: { items: Schemas['UsageItem'][]; of: 'failures' | 'endReasons' }) {
  const t = useText()
  const { number } = useFormats()
  const bars = items.flatMap((item) => Object.entries(item[of]).map(([reason, count]) => ({ label: `${item.key ?? ''} ${reason}`, value: count, text: number(count) })))
  return bars.length === 0 ? <p className="muted">{t('usage.none')}</p> : <Bars bars={bars} />
}

import { memo, useMemo, useState } from 'react'
import { useText, type TextKey } from '../i18n'
import { CopyButton } from '../ui/parts'
import type { Report } from './judge'
import { isLoss, OUTCOMES, rank } from './outcomes'

export interface Selected {
  vendor: string
  path: string
}

/** What each vendor makes of the agent: a tab a vendor, a row a setting, and the request that would be sent. */
export function ReportPanel({ busy, ...shown }: ShownReports & { busy: boolean }) {
  const t = useText()
  if (shown.reports.length === 0) return <p className="muted" role="status">{t(busy ? 'loading' : 'report.none')}</p>
  return <div className={busy ? 'report busy' : 'report'} aria-busy={busy}><Reports {...shown} /></div>
}

interface ShownReports {
  reports: Report[]
  selected: Selected | undefined
  onSelect: (vendor: string) => void
  onShowField: (path: string) => void
}

const Reports = memo(function Reports({ reports, selected, onSelect, onShowField }: ShownReports) {
  const t = useText()
  const [all, setAll] = useState(false)
  const current = reports.find((one) => one.vendor === selected?.vendor) ?? reports[0]
  if (!current) return null
  return (
    <>
      <div className="tabs" role="tablist" aria-label={t('report.vendors')}>
        {reports.map((report) => {
          const losses = report.fields.filter((field) => isLoss(field.outcome)).length
          return (
            <button key={report.vendor} type="button" role="tab" id={`tab-${report.vendor}`} aria-controls="report-body"
              aria-selected={report === current} tabIndex={report === current ? 0 : -1} onClick={() => onSelect(report.vendor)}
              onKeyDown={(event) => {
                const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
                if (step === 0) return
                const next = reports[(reports.indexOf(report) + step + reports.length) % reports.length]
                if (next) {
                  onSelect(next.vendor)
                  document.getElementById(`tab-${next.vendor}`)?.focus()
                }
              }}>
              <span className={`dot ${!report.accepted ? 'rejected' : losses > 0 ? 'approximated' : 'exact'}`} aria-hidden="true" />
              {report.vendor}
              <span className="tab-note">
                {!report.accepted ? t('report.rejected') : losses > 0 ? t('report.losses', { count: losses }) : t('report.fits')}
              </span>
            </button>
          )
        })}
      </div>
      <div id="report-body" role="tabpanel" aria-labelledby={`tab-${current.vendor}`} tabIndex={0}>
        <Summary report={current} />
        <label className="check"><input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} /> {t('report.all')}</label>
        <Rows report={current} all={all} selected={selected} onShowField={onShowField} />
        <Defaults report={current} />
        <VendorRequest operation={current.operation} request={current.request} />
      </div>
    </>
  )
})

const VendorRequest = memo(function VendorRequest({ operation, request }: Pick<Report, 'operation' | 'request'>) {
  const t = useText()
  const text = JSON.stringify(request, null, 2)
  return (
    <details className="group">
      <summary><span className="group-name">{t('report.request', { operation })}</span></summary>
      <p><CopyButton text={text} /></p>
      <pre tabIndex={0} aria-label={operation}>{text}</pre>
    </details>
  )
})

function Summary({ report }: { report: Report }) {
  const t = useText()
  return (
    <p className="summary">
      {OUTCOMES.filter((outcome) => (report.summary[outcome] ?? 0) > 0).map((outcome) => (
        <span key={outcome} className={`badge ${outcome}`}>{report.summary[outcome]} {t(`outcome.${outcome}` as TextKey)}</span>
      ))}
    </p>
  )
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text === undefined ? '' : text.length > 60 ? `${text.slice(0, 59)}…` : text
}

function Rows({ report, all, selected, onShowField }: {
  report: Report
  all: boolean
  selected: Selected | undefined
  onShowField: (path: string) => void
}) {
  const t = useText()
  const rows = useMemo(() => report.fields
    .filter((field) => all || field.outcome !== 'exact' || (selected?.vendor === report.vendor && selected.path === field.path))
    .toSorted((one, other) => rank(other.outcome) - rank(one.outcome)), [report, all, selected])
  if (rows.length === 0) return <p className="good-text">{t('report.allExact')}</p>
  return (
    <ul className="rows">
      {rows.map((field) => (
        <li key={field.path} id={`row-${report.vendor}${field.path}`}
          className={selected?.vendor === report.vendor && selected.path === field.path ? 'row-entry selected' : 'row-entry'}>
          <button type="button" onClick={() => onShowField(field.path)}>
            <span className="row-top">
              <code>{field.path}</code>
              <span className={`badge ${field.outcome}`}>{t(`outcome.${field.outcome}` as TextKey)}</span>
            </span>
            {field.vendorPath && (
              <span className="row-vendor mono">{shown(field.value)} → {field.vendorPath}{field.vendorValue !== undefined && ` = ${shown(field.vendorValue)}`}</span>
            )}
            {field.note && <span className="row-note" lang="en">{field.note}</span>}
          </button>
        </li>
      ))}
    </ul>
  )
}

function Defaults({ report }: { report: Report }) {
  const t = useText()
  if (report.defaults.length === 0) return null
  return (
    <details className="group">
      <summary><span className="group-name">{t('report.defaults', { count: report.defaults.length })}</span></summary>
      <ul className="plain small">
        {report.defaults.map((one) => (
          <li key={one.path + one.vendorPath}><code>{one.path}</code> = <code>{shown(one.value)}</code> <span className="muted">({one.source}, {one.vendorPath})</span></li>
        ))}
      </ul>
    </details>
  )
}

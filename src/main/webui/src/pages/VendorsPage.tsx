import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { vendorsRoute } from '../app/router'
import { answered, api, type Schemas } from '../contract/client'
import { useText, type TextKey } from '../i18n'
import { Badge, Loading, Page, TableScroll } from '../ui/parts'
import { ProblemNotice } from '../ui/ProblemNotice'

const SUPPORTS = ['native', 'converted', 'approximated', 'emulated', 'unsupported'] as const
const TONES: Record<string, string> = { native: 'exact', converted: 'converted', approximated: 'approximated', emulated: 'emulated', unsupported: 'unsupported' }

type VendorField = Schemas['VendorField']

export function VendorsPage() {
  const t = useText()
  const navigate = useNavigate()
  const { find = '', support = '' } = vendorsRoute.useSearch()
  const vendors = useQuery({
    queryKey: ['vendors', 'details'],
    queryFn: async () => {
      const list = await answered(api.GET('/v1/vendors'))
      return Promise.all(list.items.map((one) => answered(api.GET('/v1/vendors/{vendor}', { params: { path: { vendor: one.id } } }))))
    },
    staleTime: Infinity,
  })
  const rows = useMemo(() => matrix(vendors.data ?? []), [vendors.data])
  const words = find.toLowerCase().split(/\s+/).filter(Boolean)
  const shown = rows.filter((row) =>
    words.every((word) => row.words.includes(word))
    && (support === '' || row.cells.some((cell) => cell.some((field) => field.support === support))))
  const change = (next: { find?: string; support?: string }) => {
    const search = { find, support, ...next }
    void navigate({ to: '/vendors', search: Object.fromEntries(Object.entries(search).filter(([, value]) => value)), replace: true })
  }

  if (vendors.error) return <div className="page"><ProblemNotice error={vendors.error} /></div>
  if (!vendors.data) return <Loading />
  return (
    <Page title={t('nav.vendors')} lead={t('vendors.lead')}>
      <form className="filters" onSubmit={(event) => event.preventDefault()}>
        <label className="field grow"><span className="label">{t('vendors.find')}</span>
          <input type="search" value={find} placeholder={t('vendors.findHint')} onChange={(event) => change({ find: event.target.value })} /></label>
        <label className="field"><span className="label">{t('vendors.support')}</span>
          <select value={support} onChange={(event) => change({ support: event.target.value })}>
            <option value="">{t('any')}</option>
            {SUPPORTS.map((one) => <option key={one} value={one}>{t(`support.${one}` as TextKey)}</option>)}
          </select></label>
      </form>
      <p role="status" className="muted small">{t('vendors.count', { count: shown.length, all: rows.length })}</p>
      <TableScroll label={t('nav.vendors')}>
        <table className="matrix">
          <thead><tr><th>{t('vendors.setting')}</th>{vendors.data.map((one) => <th key={one.id}>{one.name}</th>)}</tr></thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.path}>
                <th scope="row"><code>{row.path}</code></th>
                {row.cells.map((cell, index) => <td key={vendors.data[index]?.id}><Cell fields={cell} /></td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      <h2>{t('vendors.more')}</h2>
      <ul className="tiles wide">{vendors.data.map((one) => <About key={one.id} vendor={one} />)}</ul>
    </Page>
  )
}

interface Row { path: string; cells: VendorField[][]; words: string }

/** A row a setting, a cell a vendor; a cell has several entries where it depends on another setting. */
function matrix(vendors: Schemas['VendorDetail'][]): Row[] {
  const paths = [...new Set(vendors.flatMap((vendor) => vendor.fields.map((field) => field.path)))]
  return paths.map((path) => {
    const cells = vendors.map((vendor) => vendor.fields.filter((field) => field.path === path))
    const told = cells.flat().flatMap((field) => [field.note ?? '', field.vendorPath ?? '', ...(field.values ?? []), ...(field.when?.values ?? [])])
    return { path, cells, words: [path, ...told].join(' ').toLowerCase() }
  })
}

function Cell({ fields }: { fields: VendorField[] }) {
  const t = useText()
  const [open, setOpen] = useState(false)
  if (fields.length === 0) return <span className="muted">–</span>
  const worst = fields.toSorted((one, other) => SUPPORTS.indexOf(other.support) - SUPPORTS.indexOf(one.support))
  const kinds = [...new Set(worst.map((field) => field.support))]
  const told = fields.some((field) => field.note || field.vendorPath || field.values || field.min !== undefined || field.when)
  const badges = kinds.map((kind) => <Badge key={kind} tone={TONES[kind] ?? 'plain'}>{t(`support.${kind}` as TextKey)}</Badge>)
  if (!told) return <>{badges}</>
  return (
    <>
      <button type="button" className="cell" aria-expanded={open} onClick={() => setOpen(!open)}>{badges}</button>
      {open && (
        <ul className="plain small">
          {fields.map((field, index) => (
            <li key={index}>
              {field.when && <div className="muted">{field.when.path} = {field.when.values.join(', ')}</div>}
              {field.vendorPath && <div className="mono">{field.vendorPath}</div>}
              {(field.min !== undefined || field.max !== undefined) && <div>{field.min ?? ''} – {field.max ?? ''}</div>}
              {field.values && <div className="mono">{field.values.join(', ')}</div>}
              {field.note && <div lang="en">{field.note}</div>}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function About({ vendor }: { vendor: Schemas['VendorDetail'] }) {
  const t = useText()
  return (
    <li className="card">
      <h3>{vendor.name} <code>{vendor.id}</code></h3>
      <dl className="facts">
        <div><dt>{t('vendors.channels')}</dt><dd>{vendor.channels.join(', ')}</dd></div>
        <div><dt>{t('vendors.operations')}</dt><dd className="mono">{Object.entries(vendor.operations).map(([word, name]) => <div key={word}>{word}: {name}</div>)}</dd></div>
        <div><dt>{t('vendors.changeable')}</dt><dd className="mono">{vendor.changeable.join(', ') || '–'}</dd></div>
        <div><dt>{t('vendors.transcripts')}</dt><dd lang="en">{vendor.transcripts}</dd></div>
      </dl>
    </li>
  )
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useBlocker, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { answered, api, type Schemas } from '../contract/client'
import { pathOf } from '../contract/pointer'
import { shapeOf, type Contract } from '../contract/schema'
import { focusField, FormContext, type FormState } from '../form/context'
import { Fields } from '../form/GroupField'
import { useVerdicts } from '../form/verdicts'
import { useText } from '../i18n'
import { useMay } from '../sign-in/caller'
import { Badge, Loading, Page } from '../ui/parts'
import { ProblemNotice } from '../ui/ProblemNotice'
import { useTemplateDocument } from './document'
import { useJudgement } from './judge'
import { JudgementNotes } from './JudgementNotes'
import { verdictsOf } from './outcomes'
import { ReportPanel, type Selected } from './ReportPanel'
import { TrialValues } from './TrialValues'
import type { YamlHandle } from './YamlEditor'

const YamlEditor = lazy(() => import('./YamlEditor'))

type View = 'form' | 'yaml' | 'both'

export function TemplateEditor({ name, initial, contract, template, etag }: {
  name: string
  initial: string
  contract: Contract
  template: Schemas['Template'] | undefined
  etag: string | null
}) {
  const t = useText()
  const edits = useMay('admin', 'editor')
  const starts = useMay('admin', 'runner')
  const document = useTemplateDocument(initial)
  const [view, setView] = useState<View>(() => (matchMedia('(min-width: 1500px)').matches ? 'both' : 'form'))
  const [selected, setSelected] = useState<Selected>()
  const [typed, setTyped] = useState<Record<string, string>>({})
  const judgement = useJudgement(name, document.body, typed, edits)
  const yaml = useRef<YamlHandle>(null)
  const shape = useMemo(() => shapeOf(contract, contract.components.schemas['NewTemplate'] ?? {}), [contract])
  const credentials = useQuery({
    queryKey: ['credentials', 'names'],
    queryFn: () => answered(api.GET('/v1/credentials', { params: { query: { pageSize: 200 } } })),
  })
  const verdicts = useVerdicts(useMemo(() => verdictsOf(judgement.reports, judgement.faults, '/agent'), [judgement.reports, judgement.faults]))
  const dirty = document.text !== initial
  const broken = document.unreadable.length > 0

  useBlocker({ shouldBlockFn: () => dirty && !confirm(t('templates.leave')), enableBeforeUnload: dirty })

  const showMark = useCallback((pointer: string, vendor: string) => {
    const path = pointer.replace(/^\/agent/, '')
    setSelected({ vendor, path })
    requestAnimationFrame(() => {
      const row = globalThis.document.getElementById(`row-${vendor}${path}`)
      row?.scrollIntoView({ block: 'center' })
      row?.querySelector('button')?.focus({ preventScroll: true })
    })
  }, [])

  const showField = useCallback((pointer: string) => {
    if (view !== 'yaml' && focusField('editor', pointer)) return
    const range = document.rangeOf(pathOf(pointer))
    if (range) yaml.current?.reveal(...range)
  }, [view, document.rangeOf])

  const selectVendor = useCallback((vendor: string) => setSelected({ vendor, path: '' }), [])
  const showSetting = useCallback((path: string) => showField(`/agent${path}`), [showField])

  const form = useMemo<FormState>(() => ({
    id: 'editor',
    change: document.change,
    verdicts,
    showMark,
    credentials: credentials.data?.items.map((one) => one.name) ?? [],
    disabled: !edits || broken,
  }), [document.change, broken, verdicts, showMark, credentials.data, edits])

  const diagnostics = useMemo(() => [
    ...document.unreadable.map((one) => ({ from: one.from, to: one.to, severity: 'error' as const, message: one.message })),
    ...[...judgement.faults.map((fault) => ({ fault, severity: 'error' as const })),
      ...judgement.warnings.map((fault) => ({ fault, severity: 'warning' as const }))].flatMap(({ fault, severity }) => {
      const range = document.rangeOf(pathOf(fault.pointer))
      return range ? [{ from: range[0], to: range[1], severity, message: fault.detail }] : []
    }),
  ], [document.unreadable, document.rangeOf, judgement.faults, judgement.warnings])

  const saving = useSaving(name, etag)

  return (
    <Page
      title={<>{name} {template && <Badge tone={template.published ? 'exact' : 'plain'}>{template.published ? t('templates.publishedRevision', { revision: template.revision }) : t('templates.draftRevision', { revision: template.revision })}</Badge>}</>}
      actions={<>
        {template && <Link className="button" to="/templates/$name/revisions" params={{ name }}>{t('templates.revisions')}</Link>}
        {starts && template && !dirty && <Link className="button" to="/sessions/new" search={{ template: template.published ? name : `${name}@${template.revision}` }}>{t('sessions.start')}</Link>}
        {edits && <button type="button" disabled={saving.isPending || broken} onClick={() => saving.mutate({ body: document.body, publish: false })}>{t('templates.saveDraft')}</button>}
        {edits && <button type="button" className="primary" disabled={saving.isPending || broken} onClick={() => saving.mutate({ body: document.body, publish: true })}>{t('templates.publish')}</button>}
      </>}>
      {saving.error && <ProblemNotice error={saving.error} onPlace={showField} />}
      <div className="editor-bar">
        <div className="segmented" role="group" aria-label={t('editor.view')}>
          {(['form', 'both', 'yaml'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={view === one} className={one === 'both' ? 'only-wide' : undefined} onClick={() => setView(one)}>{t(`editor.${one}`)}</button>
          ))}
        </div>
        <span className="muted small" role="status">
          {broken ? t('editor.unreadable') : judgement.busy ? t('editor.judging') : judgement.tookMs !== undefined ? t('editor.judged', { ms: judgement.tookMs }) : ''}
        </span>
      </div>
      <div className={`editor view-${view}`}>
        {view !== 'yaml' && (
          <section className="editor-form" aria-label={t('editor.form')}>
            <FormContext value={form}><Fields shape={shape} path={[]} value={document.body} /></FormContext>
          </section>
        )}
        {view !== 'form' && (
          <section className="editor-yaml" aria-label={t('editor.yaml')}>
            <Suspense fallback={<Loading />}>
              <YamlEditor ref={yaml} value={document.text} onChange={document.setText} diagnostics={diagnostics} shape={shape}
                label={t('editor.yamlOf', { name })} readOnly={!edits} />
            </Suspense>
          </section>
        )}
        <section className="editor-report" aria-label={t('report.title')}>
          <h2>{t('report.title')}</h2>
          <JudgementNotes judgement={judgement} onPlace={showField} />
          <TrialValues body={document.body} typed={typed} onChange={setTyped} />
          <ReportPanel reports={judgement.reports} busy={judgement.busy} selected={selected}
            onSelect={selectVendor} onShowField={showSetting} />
        </section>
      </div>
    </Page>
  )
}

function useSaving(name: string, etag: string | null) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const left = useRef(false)
  useEffect(() => () => { left.current = true }, [])
  return useMutation({
    mutationFn: ({ body, publish }: { body: unknown; publish: boolean }) => answered(api.PUT('/v1/templates/{name}', {
      params: { path: { name }, query: { publish }, header: etag ? { 'If-Match': etag } : { 'If-None-Match': '*' } },
      body: body as Schemas['NewTemplate'],
    })),
    onSuccess: async (saved) => {
      queries.removeQueries({ queryKey: ['template', name] })
      void queries.invalidateQueries({ queryKey: ['templates'] })
      void queries.invalidateQueries({ queryKey: ['revisions', name] })
      if (!left.current) {
        await navigate({
          to: '/templates/$name', params: { name }, search: saved.published ? {} : { revision: saved.revision }, replace: true, ignoreBlocker: true,
        })
      }
    },
  })
}

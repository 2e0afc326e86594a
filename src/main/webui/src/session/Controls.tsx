import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { answered, api, type Schemas } from '../contract/client'
import { useText } from '../i18n'
import { ConfirmButton } from '../ui/parts'
import { ProblemNotice } from '../ui/ProblemNotice'

/** What can be done with a running session; what its vendor cannot is not offered. */
export function Controls({ session }: { session: Schemas['Session'] }) {
  const t = useText()
  const queries = useQueryClient()
  const vendor = useQuery({
    queryKey: ['vendor', session.vendor],
    queryFn: () => answered(api.GET('/v1/vendors/{vendor}', { params: { path: { vendor: session.vendor } } })),
    staleTime: Infinity,
  })
  const path = { id: session.id }
  const [done, setDone] = useState('')
  const onSuccess = (text: string) => () => {
    setDone(text)
    return queries.invalidateQueries({ queryKey: ['session', session.id] })
  }
  const saying = useMutation({
    mutationFn: (text: string) => answered(api.POST('/v1/sessions/{id}/say', { params: { path }, body: { text } as Schemas['Say'] })),
    onSuccess: onSuccess(t('control.said')),
  })
  const prompting = useMutation({
    mutationFn: (text: string) => answered(api.POST('/v1/sessions/{id}/prompt', { params: { path }, body: { text } as Schemas['Prompt'] })),
    onSuccess: onSuccess(t('control.prompted')),
  })
  const transferring = useMutation({
    mutationFn: (target: string) => answered(api.POST('/v1/sessions/{id}/transfer', { params: { path }, body: { target } })),
    onSuccess: onSuccess(t('control.transferred')),
  })
  const changing = useMutation({
    mutationFn: (systemPrompt: string) => answered(api.PATCH('/v1/sessions/{id}/agent', {
      params: { path },
      body: { llm: { systemPrompt } } as unknown as Schemas['Agent'],
      headers: { 'Content-Type': 'application/merge-patch+json' },
    })),
    onSuccess: onSuccess(t('control.changed')),
  })
  const stopping = useMutation({
    mutationFn: () => answered(api.POST('/v1/sessions/{id}/stop', { params: { path } })),
    onSuccess: onSuccess(t('control.stopped')),
  })
  if (!vendor.data) return null
  const can = vendor.data.operations
  const failure = [saying, prompting, transferring, changing, stopping].find((one) => one.error)?.error
  return (
    <section className="card controls" aria-label={t('control.title')}>
      <h2>{t('control.title')}</h2>
      {can['say'] && <Command label={t('control.say')} action={t('control.sayAction')} busy={saying.isPending} run={(text) => saying.mutate(text)} />}
      {can['prompt'] && <Command label={t('control.prompt')} action={t('control.promptAction')} busy={prompting.isPending} run={(text) => prompting.mutate(text)} />}
      {can['transfer'] && <Command label={t('control.transfer')} action={t('control.transferAction')} busy={transferring.isPending} run={(text) => transferring.mutate(text)} />}
      {vendor.data.changeable.includes('/llm/systemPrompt') && (
        <Command label={t('control.change')} action={t('control.changeAction')} busy={changing.isPending} run={(text) => changing.mutate(text)} />
      )}
      <ConfirmButton label={t('control.stop')} question={t('control.stopQuestion')} busy={stopping.isPending} onConfirm={() => stopping.mutate()} />
      <p role="status" className="small">{done}</p>
      {failure && <ProblemNotice error={failure} />}
    </section>
  )
}

function Command({ label, action, busy, run }: { label: string; action: string; busy: boolean; run: (text: string) => void }) {
  const [text, setText] = useState('')
  function submit(event: FormEvent) {
    event.preventDefault()
    run(text)
    setText('')
  }
  return (
    <form className="command" onSubmit={submit}>
      <label className="field"><span className="label">{label}</span>
        <input type="text" required value={text} onChange={(event) => setText(event.target.value)} autoComplete="off" />
      </label>
      <button disabled={busy}>{action}</button>
    </form>
  )
}

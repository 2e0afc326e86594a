import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { answered, api, type Schemas } from '../contract/client'
import { useText } from '../i18n'
import { ProblemNotice } from '../ui/ProblemNotice'

/** Sends everything again that has failed for good since a time, one after the other. */
async function recover(name: string, since: Date, report: (count: number) => void): Promise<number> {
  const failed: Schemas['Delivery'][] = []
  let pageToken: string | undefined
  do {
    const page: Schemas['DeliveryList'] = await answered(api.GET('/v1/webhooks/{name}/deliveries', {
      params: { path: { name }, query: { status: 'failed', pageSize: 200, ...(pageToken ? { pageToken } : {}) } },
    }))
    const wanted = page.items.filter((one) => new Date(one.createdAt) >= since)
    failed.push(...wanted)
    // The newest come first: a page with an older one is the last that matters.
    pageToken = wanted.length === page.items.length ? page.nextPageToken : undefined
  } while (pageToken)
  let count = 0
  for (const one of failed) {
    await answered(api.POST('/v1/webhooks/{name}/deliveries/{id}/retry', { params: { path: { name, id: one.id } } }))
    report((count += 1))
  }
  return count
}

export function RecoverFailed({ name }: { name: string }) {
  const t = useText()
  const queries = useQueryClient()
  const [since, setSince] = useState('')
  const [count, setCount] = useState<number>()
  const recovering = useMutation({
    mutationFn: () => recover(name, new Date(since), setCount),
    onSuccess: (total) => {
      setCount(total)
      return queries.invalidateQueries({ queryKey: ['webhooks', name, 'deliveries'] })
    },
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    setCount(0)
    recovering.mutate()
  }
  return (
    <form className="row" onSubmit={submit}>
      <label className="field inline"><span className="label">{t('deliveries.since')}</span>
        <input type="datetime-local" required value={since} onChange={(event) => setSince(event.target.value)} /></label>
      <button disabled={recovering.isPending}>{t('deliveries.recover')}</button>
      <span role="status" className="small">{count !== undefined && t('deliveries.recovered', { count })}</span>
      {recovering.error && <ProblemNotice error={recovering.error} />}
    </form>
  )
}

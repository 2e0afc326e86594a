import type { ReactNode } from 'react'
import { useText } from '../i18n'
import { Loading } from './parts'
import { ProblemNotice } from './ProblemNotice'

interface ListQuery {
  isPending: boolean
  error: unknown
  items: unknown[]
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => unknown
}

/** What every list shows besides its items: that it is being read, why it cannot be, that it is empty, and its next page. */
export function ListStates({ query, empty, children }: { query: ListQuery; empty: ReactNode; children: ReactNode }) {
  const t = useText()
  if (query.isPending) return <Loading />
  if (query.error && query.items.length === 0) return <ProblemNotice error={query.error} />
  if (query.items.length === 0) return empty
  return (
    <>
      {children}
      {query.hasNextPage && (
        <p><button type="button" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{t('more')}</button></p>
      )}
    </>
  )
}

import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query'

interface ListPage<T> {
  items: T[]
  nextPageToken?: string
}

/** A list of the contract, page by page. */
export function useList<T>(queryKey: QueryKey, load: (pageToken?: string) => Promise<ListPage<T>>, options: {
  enabled?: boolean
  refetchInterval?: number | false
} = {}) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextPageToken,
    ...options,
  })
  return { ...query, items: query.data?.pages.flatMap((page) => page.items) ?? [] }
}

import { useQuery } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../contract/client'
import { useSession } from './session'

export type Role = Schemas['KeyRole']

export function useCaller(): Schemas['Caller'] | undefined {
  const { signedIn } = useSession()
  return useQuery({
    queryKey: ['caller'],
    queryFn: () => answered(api.GET('/v1/caller')),
    enabled: signedIn === true,
    staleTime: 60_000,
  }).data
}

/** Whether the caller has one of the roles; what a role may not do is not offered. */
export function useMay(...roles: Role[]): boolean {
  const caller = useCaller()
  return caller?.roles.some((role) => roles.includes(role)) ?? false
}

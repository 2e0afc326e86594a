import { useSyncExternalStore } from 'react'

export interface Session {
  /** undefined: the service has not said yet. */
  signedIn: boolean | undefined
  /** Whether people can sign in with the issuer of the installation. */
  people: boolean
}

/** Says that a page of the service itself asks: a page of another site cannot send it. */
export const OWN_PAGE = { 'X-Voxgate-Portal': '1' }

// Who is signed in stands in a cookie that no script can read; here is only whether somebody is.
let session: Session = { signedIn: undefined, people: false }
const listeners = new Set<() => void>()

export function setSession(next: Partial<Session>): void {
  session = { ...session, ...next }
  listeners.forEach((listener) => listener())
}

function current(): Session {
  return session
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useSession(): Session {
  return useSyncExternalStore(subscribe, current)
}

import { useSyncExternalStore } from 'react'

const NAME = 'voxgate-key'
const listeners = new Set<() => void>()

/** The key of who is signed in. It lives as long as the tab, and other tabs do not have it. */
export function currentKey(): string | null {
  return sessionStorage.getItem(NAME)
}

export function signIn(key: string): void {
  sessionStorage.setItem(NAME, key)
  listeners.forEach((listener) => listener())
}

export function signOut(): void {
  sessionStorage.removeItem(NAME)
  listeners.forEach((listener) => listener())
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useKey(): string | null {
  return useSyncExternalStore(subscribe, currentKey)
}

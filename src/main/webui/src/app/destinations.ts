import type { TextKey } from '../i18n'
import type { Role } from '../sign-in/caller'

export interface Destination {
  to: string
  label: TextKey
  roles: Role[]
}

const READERS: Role[] = ['admin', 'editor', 'runner', 'viewer']

/** Where the navigation and the command palette lead; each caller sees what the role may open. */
export const DESTINATIONS: Destination[] = [
  { to: '/', label: 'nav.home', roles: READERS },
  { to: '/templates', label: 'nav.templates', roles: READERS },
  { to: '/sessions', label: 'nav.sessions', roles: READERS },
  { to: '/vendors', label: 'nav.vendors', roles: READERS },
  { to: '/connections', label: 'nav.connections', roles: READERS },
  { to: '/credentials', label: 'nav.credentials', roles: READERS },
  { to: '/webhooks', label: 'nav.webhooks', roles: READERS },
  { to: '/usage', label: 'nav.usage', roles: READERS },
  { to: '/import', label: 'nav.import', roles: READERS },
  { to: '/keys', label: 'nav.keys', roles: READERS },
  { to: '/tenants', label: 'nav.tenants', roles: ['operator'] },
  { to: '/audit', label: 'nav.audit', roles: ['operator', 'admin'] },
]

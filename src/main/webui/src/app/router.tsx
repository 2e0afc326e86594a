import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { NotFoundPage } from '../pages/NotFoundPage'
import { RouteFailure } from './RouteFailure'
import { Shell } from './Shell'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage, errorComponent: RouteFailure })

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('../pages/HomePage'), 'HomePage'),
})

const templates = createRoute({
  getParentRoute: () => root,
  path: '/templates',
  component: lazyRouteComponent(() => import('../pages/TemplatesPage'), 'TemplatesPage'),
})

export const templateRoute = createRoute({
  getParentRoute: () => root,
  path: '/templates/$name',
  validateSearch: (search: Record<string, unknown>): { revision?: number; new?: boolean } => ({
    ...(Number(search['revision']) > 0 ? { revision: Number(search['revision']) } : {}),
    ...(search['new'] === true ? { new: true } : {}),
  }),
  component: lazyRouteComponent(() => import('../pages/TemplatePage'), 'TemplatePage'),
})

export const revisionsRoute = createRoute({
  getParentRoute: () => root,
  path: '/templates/$name/revisions',
  component: lazyRouteComponent(() => import('../pages/RevisionsPage'), 'RevisionsPage'),
})

export interface SessionSearch {
  status?: string
  vendor?: string
  template?: string
  connection?: string
  peek?: string
}

export const sessionsRoute = createRoute({
  getParentRoute: () => root,
  path: '/sessions',
  validateSearch: (search: Record<string, unknown>): SessionSearch => {
    const found: SessionSearch = {}
    for (const name of ['status', 'vendor', 'template', 'connection', 'peek'] as const) {
      const value = text(search[name])
      if (value !== undefined) found[name] = value
    }
    return found
  },
  component: lazyRouteComponent(() => import('../pages/SessionsPage'), 'SessionsPage'),
})

export const newSessionRoute = createRoute({
  getParentRoute: () => root,
  path: '/sessions/new',
  validateSearch: (search: Record<string, unknown>): { template?: string } => {
    const template = text(search['template'])
    return template === undefined ? {} : { template }
  },
  component: lazyRouteComponent(() => import('../pages/NewSessionPage'), 'NewSessionPage'),
})

export const sessionRoute = createRoute({
  getParentRoute: () => root,
  path: '/sessions/$id',
  component: lazyRouteComponent(() => import('../pages/SessionPage'), 'SessionPage'),
})

const connections = createRoute({
  getParentRoute: () => root,
  path: '/connections',
  component: lazyRouteComponent(() => import('../pages/ConnectionsPage'), 'ConnectionsPage'),
})

const credentials = createRoute({
  getParentRoute: () => root,
  path: '/credentials',
  component: lazyRouteComponent(() => import('../pages/CredentialsPage'), 'CredentialsPage'),
})

export const vendorsRoute = createRoute({
  getParentRoute: () => root,
  path: '/vendors',
  validateSearch: (search: Record<string, unknown>): { find?: string; support?: string } => {
    const find = text(search['find'])
    const support = text(search['support'])
    return { ...(find === undefined ? {} : { find }), ...(support === undefined ? {} : { support }) }
  },
  component: lazyRouteComponent(() => import('../pages/VendorsPage'), 'VendorsPage'),
})

const webhooks = createRoute({
  getParentRoute: () => root,
  path: '/webhooks',
  component: lazyRouteComponent(() => import('../pages/WebhooksPage'), 'WebhooksPage'),
})

export const webhookRoute = createRoute({
  getParentRoute: () => root,
  path: '/webhooks/$name',
  validateSearch: (search: Record<string, unknown>): { status?: 'pending' | 'delivered' | 'failed' } => {
    const status = text(search['status'])
    return status === 'pending' || status === 'delivered' || status === 'failed' ? { status } : {}
  },
  component: lazyRouteComponent(() => import('../pages/WebhookPage'), 'WebhookPage'),
})

export const usageRoute = createRoute({
  getParentRoute: () => root,
  path: '/usage',
  validateSearch: (search: Record<string, unknown>): { groupBy?: string; days?: number } => {
    const groupBy = text(search['groupBy'])
    const days = Number(search['days'])
    return { ...(groupBy === undefined ? {} : { groupBy }), ...(days > 0 ? { days } : {}) }
  },
  component: lazyRouteComponent(() => import('../pages/UsagePage'), 'UsagePage'),
})

const keys = createRoute({
  getParentRoute: () => root,
  path: '/keys',
  component: lazyRouteComponent(() => import('../pages/KeysPage'), 'KeysPage'),
})

export const auditRoute = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  validateSearch: (search: Record<string, unknown>): { resourceType?: string; resourceName?: string } => {
    const resourceType = text(search['resourceType'])
    const resourceName = text(search['resourceName'])
    return { ...(resourceType === undefined ? {} : { resourceType }), ...(resourceName === undefined ? {} : { resourceName }) }
  },
  component: lazyRouteComponent(() => import('../pages/AuditPage'), 'AuditPage'),
})

const imports = createRoute({
  getParentRoute: () => root,
  path: '/import',
  component: lazyRouteComponent(() => import('../pages/ImportPage'), 'ImportPage'),
})

const tenants = createRoute({
  getParentRoute: () => root,
  path: '/tenants',
  component: lazyRouteComponent(() => import('../pages/TenantsPage'), 'TenantsPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    home, templates, templateRoute, revisionsRoute, sessionsRoute, newSessionRoute, sessionRoute, connections, credentials,
    vendorsRoute, webhooks, webhookRoute, usageRoute, keys, auditRoute, imports, tenants,
  ]),
  defaultErrorComponent: RouteFailure,
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

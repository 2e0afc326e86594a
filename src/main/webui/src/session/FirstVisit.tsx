import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { answered, api, ProblemError, type Schemas } from '../contract/client'
import { useText } from '../i18n'
import { useMay } from '../sign-in/caller'
import { ProblemNotice } from '../ui/ProblemNotice'
import { sandboxConnection, startSession, trialChannel, trialVariables } from './start'

/** Sandbox accounts at every vendor, and a model's key for the templates that name one. */
async function connect(): Promise<void> {
  const vendors = await answered(api.GET('/v1/vendors'))
  const details = await Promise.all(vendors.items.map((one) => answered(api.GET('/v1/vendors/{vendor}', { params: { path: { vendor: one.id } } }))))
  for (const vendor of details) {
    await answered(api.PUT('/v1/connections/{name}', {
      params: { path: { name: `${vendor.id}-sandbox` }, header: { 'If-None-Match': '*' } },
      body: sandboxConnection(vendor),
    })).catch((error: unknown) => {
      if (!(error instanceof ProblemError && error.problem.code === 'PRECONDITION_FAILED')) throw error
    })
  }
  const known = await answered(api.GET('/v1/credentials'))
  if (!known.items.some((one) => one.name === 'llm')) {
    await answered(api.PUT('/v1/credentials/{name}', { params: { path: { name: 'llm' } }, body: { fields: { apiKey: 'sk-sandbox-only' } } }))
  }
}

async function take(): Promise<void> {
  const starters = await answered(api.GET('/v1/starter-templates'))
  const starter = starters.items.find((one) => one.name === 'customer-service') ?? starters.items[0]
  if (starter) await answered(api.POST('/v1/starter-templates/{name}/import', { params: { path: { name: starter.name } } }))
}

async function talk(connections: Schemas['Connection'][], template: string): Promise<Schemas['Session']> {
  const vendors = await answered(api.GET('/v1/vendors'))
  const stored = await answered(api.GET('/v1/templates/{name}', { params: { path: { name: template } } }))
  const rooms = vendors.items.filter((vendor) => vendor.channels.includes('room')).map((vendor) => vendor.id)
  const sandboxes = connections.filter((one) => one.endpoint === 'sandbox')
  // A vendor that tells what is said while it is said makes the better first sight.
  const connection = sandboxes.find((one) => one.vendor === 'tencent-trtc') ?? sandboxes.find((one) => rooms.includes(one.vendor)) ?? sandboxes[0]
  const vendor = vendors.items.find((one) => one.id === connection?.vendor)
  if (!connection || !vendor) throw new Error('No connection to the sandbox')
  return startSession({
    template,
    connection: connection.name,
    channel: trialChannel(vendor),
    variables: trialVariables(stored.variables) as Schemas['NewSession']['variables'],
  })
}

/** The way from an empty tenant to a conversation: three steps, a button each. */
export function FirstVisit({ connections, templates }: { connections: Schemas['Connection'][]; templates: Schemas['TemplateSummary'][] }) {
  const t = useText()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const admin = useMay('admin')
  const edits = useMay('admin', 'editor')
  const starts = useMay('admin', 'runner')
  const again = () => queries.invalidateQueries()
  const connecting = useMutation({ mutationFn: connect, onSuccess: again })
  const taking = useMutation({ mutationFn: take, onSuccess: again })
  const template = templates.find((one) => one.publishedRevision)?.name
  const talking = useMutation({
    mutationFn: () => talk(connections, template ?? ''),
    onSuccess: (session) => navigate({ to: '/sessions/$id', params: { id: session.id } }),
  })
  const sandboxOff = connecting.error instanceof ProblemError && connecting.error.problem.errors?.some((fault) => fault.pointer === '/endpoint')
  const connected = !connecting.isPending && connections.some((one) => one.endpoint === 'sandbox')
  return (
    <section className="card first-visit" aria-labelledby="first-visit">
      <h2 id="first-visit">{t('first.title')}</h2>
      <ol className="steps">
        <Step done={connected} now title={t('first.connect')} text={t('first.connectText')}>
          {admin && <button type="button" className={connected ? '' : 'primary'} disabled={connected || connecting.isPending} onClick={() => connecting.mutate()}>
            {connecting.isPending ? t('working') : t('first.connectAction')}</button>}
          {!admin && !connected && <p className="hint">{t('first.needsAdmin')}</p>}
        </Step>
        <Step done={template !== undefined} now={connected} title={t('first.template')} text={t('first.templateText')}>
          {edits && <button type="button" className={connected && !template ? 'primary' : ''} disabled={!connected || template !== undefined || taking.isPending} onClick={() => taking.mutate()}>
            {taking.isPending ? t('working') : t('first.templateAction')}</button>}
        </Step>
        <Step done={false} now={connected && template !== undefined} title={t('first.talk')} text={t('first.talkText')}>
          {starts && <button type="button" className={connected && template ? 'primary' : ''} disabled={!connected || !template || talking.isPending} onClick={() => talking.mutate()}>
            {talking.isPending ? t('working') : t('first.talkAction')}</button>}
        </Step>
      </ol>
      {sandboxOff && (
        <div className="notice warn">
          <strong>{t('first.sandboxOff')}</strong>
          <p>{t('first.sandboxOffText')}</p>
          <p><Link to="/connections">{t('nav.connections')}</Link></p>
        </div>
      )}
      {[connecting, taking, talking].map((one, index) => one.error && !(index === 0 && sandboxOff) && <ProblemNotice key={index} error={one.error} />)}
    </section>
  )
}

function Step({ done, now, title, text, children }: { done: boolean; now: boolean; title: string; text: string; children: React.ReactNode }) {
  const t = useText()
  return (
    <li className={done ? 'done' : now ? 'now' : 'later'}>
      <h3>{title} {done && <span className="badge exact">{t('first.done')}</span>}</h3>
      <p>{text}</p>
      {children}
    </li>
  )
}

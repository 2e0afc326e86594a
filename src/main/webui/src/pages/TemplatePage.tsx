import { useQuery } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../contract/client'
import { useContract } from '../contract/schema'
import { written } from '../editor/document'
import { TemplateEditor } from '../editor/TemplateEditor'
import { templateRoute } from '../app/router'
import { Loading } from '../ui/parts'
import { ProblemNotice } from '../ui/ProblemNotice'

interface Stored {
  template: Schemas['Template']
  etag: string | null
}

/** The revision that the reader asked for, with the tag that saving compares. */
async function load(name: string, revision: number | undefined): Promise<Stored> {
  let etag: string | null = null
  const template = (await answered(
    api.GET('/v1/templates/{name}', { params: { path: { name } } }).then((answer) => {
      etag = answer.response.headers.get('ETag')
      return answer
    }),
  )) as Schemas['Template']
  if (revision === undefined || revision === template.revision) return { template, etag }
  const older = await answered(api.GET('/v1/templates/{name}/revisions/{n}', { params: { path: { name, n: String(revision) } } }))
  return { template: older as Schemas['Template'], etag }
}

const BEGINNING = `description: ""
agent:
  greeting:
    text: Hello, how can I help you?
  llm:
    protocol: openai
    url: https://api.openai.com/v1
    model: gpt-4o-mini
    credentialRef: llm
    systemPrompt: You are a friendly assistant on the phone. Be brief.
  tts:
    provider: platform
`

export function TemplatePage() {
  const { name } = templateRoute.useParams()
  const search = templateRoute.useSearch()
  const contract = useContract()
  const stored = useQuery({
    queryKey: ['template', name, search.revision ?? 'current'],
    queryFn: () => load(name, search.revision),
    enabled: !search.new,
    staleTime: Infinity,
    gcTime: 0,
  })
  if (contract.error) return <div className="page"><ProblemNotice error={contract.error} /></div>
  if (stored.error) return <div className="page"><ProblemNotice error={stored.error} /></div>
  if (!contract.data || (!search.new && !stored.data)) return <Loading />
  const template = stored.data?.template
  const initial = template
    ? written({ ...(template.description ? { description: template.description } : {}), variables: template.variables, agent: template.agent })
    : BEGINNING
  return (
    <TemplateEditor key={`${name} ${template?.revision ?? 'new'}`} name={name} initial={initial} contract={contract.data}
      template={template} etag={stored.data?.etag ?? null} />
  )
}

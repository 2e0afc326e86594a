import createClient, { type Middleware } from 'openapi-fetch'
import { currentKey, signOut } from '../sign-in/key'
import type { components, paths } from '../../generated/contract'

export type Schemas = components['schemas']

/** A refusal of the service: an RFC 9457 problem, or what stands in for one when the answer was none. */
export class ProblemError extends Error {
  readonly problem: Schemas['Problem']

  constructor(problem: Schemas['Problem']) {
    super(problem.detail)
    this.problem = problem
  }
}

/** The service did not answer at all. */
export class Unreachable extends Error {}

const authorization: Middleware = {
  onRequest({ request }) {
    const key = currentKey()
    if (key && !request.headers.has('Authorization')) request.headers.set('Authorization', `Bearer ${key}`)
    return request
  },
  onResponse({ request, response }) {
    // The key was deleted or has run out; the sign-in itself tries keys that may be wrong.
    if (response.status === 401 && request.headers.get('Authorization') === `Bearer ${currentKey()}`) signOut()
  },
}

export const api = createClient<paths>({ baseUrl: location.origin })
api.use(authorization)

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

function problemOf(error: unknown, response: Response): Schemas['Problem'] {
  if (typeof error === 'object' && error !== null && 'code' in error) return error as Schemas['Problem']
  return {
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    detail: `HTTP ${response.status} ${response.statusText}`.trim(),
    instance: new URL(response.url || location.href).pathname,
    code: 'INTERNAL_ERROR',
    requestId: response.headers.get('X-Request-Id') ?? '',
    retryable: response.status >= 500,
  }
}

/** The answer's body as JSON; a refusal becomes a {@link ProblemError}. */
export async function answered<T>(call: Promise<Answer<T>>): Promise<Exclude<T, string>> {
  let answer: Answer<T>
  try {
    answer = await call
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Unreachable(String(error))
  }
  if (!answer.response.ok) throw new ProblemError(problemOf(answer.error, answer.response))
  return answer.data as Exclude<T, string>
}

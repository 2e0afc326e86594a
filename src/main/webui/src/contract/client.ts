import createClient, { type Middleware } from 'openapi-fetch'
import { OWN_PAGE, setSession } from '../sign-in/session'
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

const signedOut: Middleware = {
  onResponse({ response }) {
    // The key was deleted, or the time of the sign-in is over.
    if (response.status === 401) setSession({ signedIn: false })
  },
}

export const api = createClient<paths>({ baseUrl: location.origin, headers: OWN_PAGE })
api.use(signedOut)

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

export function problemOf(error: unknown, response: Response): Schemas['Problem'] {
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

import { problemOf, ProblemError, Unreachable } from '../contract/client'
import { OWN_PAGE, setSession } from './session'

// The pages of a browser share the cookie: when somebody signs in or out in one of them, the others begin anew.
const others = new BroadcastChannel('voxgate-session')
others.onmessage = () => {
  setSession({ signedIn: undefined })
  void readSession()
}

async function asked(method: 'GET' | 'POST' | 'DELETE', headers: Record<string, string> = {}): Promise<Response> {
  let response: Response
  try {
    response = await fetch('/portal/session', { method, headers: { ...OWN_PAGE, ...headers }, cache: 'no-store' })
  } catch (error) {
    throw new Unreachable(String(error))
  }
  if (!response.ok) throw new ProblemError(problemOf(await response.json().catch(() => undefined), response))
  return response
}

/** Asks whether somebody is signed in; a service that does not answer is asked again by the sign-in. */
export async function readSession(): Promise<void> {
  try {
    const answer = (await (await asked('GET')).json()) as { signedIn: boolean; people: boolean }
    setSession({ signedIn: answer.signedIn, people: answer.people })
  } catch {
    setSession({ signedIn: false })
  }
}

/** Gives the key to the service, which answers with a cookie that stands for it. */
export async function signIn(key: string): Promise<void> {
  await asked('POST', { Authorization: `Bearer ${key}` })
  others.postMessage('in')
  setSession({ signedIn: true })
}

export async function signOut(): Promise<void> {
  await asked('DELETE')
  others.postMessage('out')
  setSession({ signedIn: false })
}

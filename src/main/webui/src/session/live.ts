import { useEffect, useState } from 'react'
import { answered, api, type Schemas } from '../contract/client'

export type VoxEvent = Schemas['Event']

export type LiveState = 'connecting' | 'live' | 'over' | 'lost'

/** Every type that the contract names; a new one is not heard live and comes with the list at the end. */
const TYPES = [
  'session.starting', 'session.ringing', 'session.started', 'session.ready', 'session.ended', 'session.failed', 'user.speechStarted',
  'transcript.added', 'agent.speechFinished', 'metric.recorded', 'error.reported', 'silence.detected', 'extraction.completed', 'vendor.other',
]

function merged(before: VoxEvent[], more: VoxEvent[]): VoxEvent[] {
  const known = new Set(before.map((event) => event.sequence))
  const added = more.filter((event) => !known.has(event.sequence))
  return added.length === 0 ? before : [...before, ...added].toSorted((one, other) => one.sequence - other.sequence)
}

async function list(sessionId: string): Promise<VoxEvent[]> {
  const found: VoxEvent[] = []
  let pageToken: string | undefined
  do {
    const page: Schemas['EventList'] = await answered(api.GET('/v1/sessions/{id}/events', {
      params: { path: { id: sessionId }, query: { pageSize: 200, ...(pageToken ? { pageToken } : {}) } },
      headers: { Accept: 'application/json' },
    }))
    found.push(...page.items)
    pageToken = page.nextPageToken
  } while (pageToken)
  return found
}

const PAUSE_MS = 2_000

/** A session's events as they come: the stream with a token of its own, and once more the list when the stream is over. */
export function useSessionEvents(sessionId: string): { events: VoxEvent[]; state: LiveState; failure: unknown } {
  const [events, setEvents] = useState<VoxEvent[]>([])
  const [state, setState] = useState<LiveState>('connecting')
  const [failure, setFailure] = useState<unknown>()

  useEffect(() => {
    let source: EventSource | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let left = false
    let last = 0
    setEvents([])
    setState('connecting')
    setFailure(undefined)

    const add = (more: VoxEvent[]) => setEvents((before) => merged(before, more))

    async function finish() {
      source?.close()
      try {
        const all = await list(sessionId)
        if (!left) { add(all); setState('over') }
      } catch (error) {
        if (!left) { setFailure(error); setState('lost') }
      }
    }

    async function open() {
      try {
        const session = await answered(api.GET('/v1/sessions/{id}', { params: { path: { id: sessionId } } }))
        if (left) return
        const over = session.status === 'ended' || session.status === 'failed'
        if (over && last === 0) return await finish()
        const token = await answered(api.POST('/v1/stream-tokens', { body: { sessionId } }))
        if (left) return
        source = new EventSource(`${token.url}&after=${last}`)
        source.onopen = () => setState('live')
        source.addEventListener('reset', () => void finish())
        for (const type of TYPES) {
          source.addEventListener(type, (message: MessageEvent<string>) => {
            const event = JSON.parse(message.data) as VoxEvent
            last = event.sequence
            add([event])
          })
        }
        source.onerror = () => {
          // A browser comes back by itself until the answer is 204 (over) or a refusal (the token has run out).
          if (source?.readyState !== EventSource.CLOSED) { setState('connecting'); return }
          timer = setTimeout(() => void again(), PAUSE_MS)
        }
      } catch (error) {
        if (!left) { setFailure(error); setState('lost') }
      }
    }

    async function again() {
      if (left) return
      try {
        const session = await answered(api.GET('/v1/sessions/{id}', { params: { path: { id: sessionId } } }))
        if (session.status === 'ended' || session.status === 'failed') await finish()
        else await open()
      } catch (error) {
        if (!left) { setFailure(error); setState('lost') }
      }
    }

    void open()
    return () => {
      left = true
      source?.close()
      clearTimeout(timer)
    }
  }, [sessionId])

  return { events, state, failure }
}

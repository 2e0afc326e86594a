import type { TextKey } from '../i18n'

/** What a webhook can ask for, with what each type says. */
export const CATALOGUE: { type: string; text: TextKey }[] = [
  { type: '*', text: 'event.all' },
  { type: 'session.*', text: 'event.sessions' },
  { type: 'session.starting', text: 'event.starting' },
  { type: 'session.ringing', text: 'event.ringing' },
  { type: 'session.started', text: 'event.started' },
  { type: 'session.ready', text: 'event.ready' },
  { type: 'session.ended', text: 'event.ended' },
  { type: 'session.failed', text: 'event.failed' },
  { type: 'user.speechStarted', text: 'event.speechStarted' },
  { type: 'transcript.added', text: 'event.transcript' },
  { type: 'agent.speechFinished', text: 'event.speechFinished' },
  { type: 'metric.recorded', text: 'event.metric' },
  { type: 'error.reported', text: 'event.error' },
  { type: 'silence.detected', text: 'event.silence' },
  { type: 'extraction.completed', text: 'event.extraction' },
  { type: 'vendor.other', text: 'event.other' },
  { type: 'webhook.disabled', text: 'event.disabled' },
]

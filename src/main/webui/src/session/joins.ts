import type { Schemas } from '../contract/client'

/** What a person's client needs to join is in the answer to the start alone; it is kept as long as the page. */
const joins = new Map<string, NonNullable<Schemas['Session']['join']>>()

export function keepJoin(session: Schemas['Session']): void {
  if (session.join) joins.set(session.id, session.join)
}

export function joinOf(sessionId: string): Schemas['Session']['join'] {
  return joins.get(sessionId)
}

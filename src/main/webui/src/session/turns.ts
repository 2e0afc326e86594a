import type { VoxEvent } from './live'

export interface Bubble {
  key: string
  role: 'user' | 'agent'
  text: string
  turnId: string | undefined
  startMs: number | undefined
  /** After an interruption: what was really heard of the sentence. */
  spoken: string | undefined
}

const word = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const figure = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

function data(event: VoxEvent): Record<string, unknown> {
  return event.data as Record<string, unknown>
}

/** What was said, in order; a sentence of the agent that was cut off carries what was heard of it. */
export function bubblesOf(events: VoxEvent[]): Bubble[] {
  const bubbles: Bubble[] = []
  const heard = new Map<string | undefined, string>()
  for (const event of events) {
    const told = data(event)
    const turnId = word(told['turnId'])
    if (event.type === 'transcript.added') {
      const role = told['role'] === 'user' ? 'user' : 'agent'
      bubbles.push({ key: event.id, role, text: word(told['text']) ?? '', turnId, startMs: figure(told['startMs']), spoken: undefined })
    } else if (event.type === 'agent.speechFinished') {
      heard.set(turnId, word(told['text']) ?? '')
    }
  }
  for (const [turnId, text] of heard) {
    const sentence = bubbles.findLast((bubble) => bubble.role === 'agent' && bubble.turnId === turnId)
    if (sentence && text.length < sentence.text.length) sentence.spoken = text
  }
  return bubbles
}

/** One stage of a turn; empty: the vendor did not measure it. */
export interface Stage {
  name: 'asr' | 'llm' | 'tts'
  ms: number | undefined
  source: string | undefined
}

export interface Turn {
  turnId: string
  stages: Stage[]
  others: { name: string; value: number | undefined; unit: string }[]
}

const STAGES: { name: Stage['name']; metrics: string[] }[] = [
  { name: 'asr', metrics: ['asrLatencyMs'] },
  { name: 'llm', metrics: ['llmFirstTokenMs', 'llmLatencyMs'] },
  { name: 'tts', metrics: ['ttsFirstFrameMs', 'ttsLatencyMs'] },
]

/** The measured times of each turn, in the order of the conversation. */
export function turnsOf(events: VoxEvent[]): Turn[] {
  const byTurn = new Map<string, Map<string, { value: number | undefined; unit: string; source: string | undefined }>>()
  for (const event of events) {
    if (event.type !== 'metric.recorded') continue
    const told = data(event)
    const turnId = word(told['turnId'])
    const name = word(told['name'])
    if (turnId === undefined || name === undefined) continue
    const metrics = byTurn.get(turnId) ?? new Map<string, { value: number | undefined; unit: string; source: string | undefined }>()
    metrics.set(name, { value: figure(told['value']), unit: word(told['unit']) ?? '', source: word(told['source']) })
    byTurn.set(turnId, metrics)
  }
  return [...byTurn].map(([turnId, metrics]) => {
    const used = new Set<string>()
    const stages = STAGES.map(({ name, metrics: candidates }): Stage => {
      const found = candidates.find((metric) => metrics.has(metric))
      if (found) used.add(found)
      const metric = found ? metrics.get(found) : undefined
      return { name, ms: metric?.value, source: metric?.source }
    })
    const others = [...metrics].filter(([name]) => !used.has(name)).map(([name, metric]) => ({ name, value: metric.value, unit: metric.unit }))
    return { turnId, stages, others }
  })
}

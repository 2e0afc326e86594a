import { useEffect, useRef, useState } from 'react'
import { answered, api, ProblemError, type Schemas } from '../contract/client'
import type { TemplateBody } from './document'
import { filledAgent } from './variables'

export type Report = Schemas['TranslationReport']
export type Fault = Schemas['Fault']

const PAUSE_MS = 150

export interface Judgement {
  reports: Report[]
  /** What the service says is wrong; pointers into the template. */
  faults: Fault[]
  warnings: Fault[]
  /** A failure that is not about the template. */
  failure: unknown
  busy: boolean
  /** From the last change to the answer, in milliseconds. */
  tookMs: number | undefined
}

const NOTHING: Judgement = { reports: [], faults: [], warnings: [], failure: undefined, busy: true, tookMs: undefined }

function distinct(faults: Fault[]): Fault[] {
  return [...new Map(faults.map((fault) => [`${fault.pointer} ${fault.code}`, fault])).values()]
}

async function saved(name: string, body: TemplateBody, signal: AbortSignal) {
  return answered(api.PUT('/v1/templates/{name}', {
    params: { path: { name }, query: { validateOnly: true } },
    body: body as Schemas['NewTemplate'],
    signal,
  }))
}

async function translated(body: TemplateBody, typed: Record<string, string>, signal: AbortSignal) {
  return answered(api.POST('/v1/translations', {
    body: { agent: filledAgent(body, typed) as Schemas['Agent'] },
    signal,
  }))
}

/**
 * What the service makes of a template while it is written. There is no second set of rules here: the dry run of a start
 * tells the vendors' outcomes, and who may save is told what saving would say.
 */
export function useJudgement(name: string, body: TemplateBody, typed: Record<string, string>, maySave: boolean): Judgement {
  const [judgement, setJudgement] = useState(NOTHING)
  const asked = useRef<AbortController>(undefined)

  useEffect(() => {
    const changedAt = performance.now()
    const timer = setTimeout(() => {
      asked.current?.abort()
      const controller = (asked.current = new AbortController())
      void Promise.allSettled([
        translated(body, typed, controller.signal),
        maySave ? saved(name, body, controller.signal) : Promise.resolve(undefined),
      ]).then(([translation, template]) => {
        if (controller.signal.aborted) return
        const faults: Fault[] = []
        let failure: unknown
        for (const result of [template, translation]) {
          if (result.status === 'fulfilled') continue
          const errors = result.reason instanceof ProblemError ? result.reason.problem.errors : undefined
          if (errors && errors.length > 0) faults.push(...errors)
          else failure = result.reason
        }
        setJudgement((before) => ({
          reports: translation.status === 'fulfilled' ? translation.value.translations : before.reports,
          faults: distinct(faults),
          warnings: template.status === 'fulfilled' && template.value
            ? template.value.warnings
            : translation.status === 'fulfilled' ? translation.value.warnings : before.warnings,
          failure,
          busy: false,
          tookMs: Math.round(performance.now() - changedAt),
        }))
      })
    }, PAUSE_MS)
    setJudgement((before) => ({ ...before, busy: true }))
    return () => clearTimeout(timer)
  }, [name, body, typed, maySave])

  useEffect(() => () => asked.current?.abort(), [])
  return judgement
}

import { replaceEqualDeep } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { answered, api, ProblemError, type Schemas } from '../contract/client'
import type { TemplateBody } from './document'
import { filledAgent } from './variables'

export type Report = Schemas['TranslationReport']
export type Fault = Schemas['Fault']

export interface Judgement {
  reports: Report[]
  /** What the service says is wrong; pointers into the template. */
  faults: Fault[]
  warnings: Fault[]
  /** A failure that is not about the template. */
  failure: unknown
  busy: boolean
  /** From the last change to the vendors' answer, in milliseconds. */
  tookMs: number | undefined
}

const NOTHING: Judgement = { reports: [], faults: [], warnings: [], failure: undefined, busy: true, tookMs: undefined }

/** What one of the two questions led to. */
interface Finding {
  faults: Fault[]
  warnings: Fault[]
  failure: unknown
}

const NO_FINDING: Finding = { faults: [], warnings: [], failure: undefined }

interface Question {
  body: TemplateBody
  typed: Record<string, string>
  changedAt: number
}

function distinct(faults: Fault[]): Fault[] {
  return [...new Map(faults.map((fault) => [`${fault.pointer} ${fault.code}`, fault])).values()]
}

function refused(reason: unknown): Finding {
  const errors = reason instanceof ProblemError ? reason.problem.errors : undefined
  return errors && errors.length > 0 ? { ...NO_FINDING, faults: errors } : { ...NO_FINDING, failure: reason }
}

/**
 * Asks the service about the newest text, one question at a time: what is typed while one is out is asked when its answer
 * is in, so that a fast typist waits for at most two answers and a slow service is asked less often. What saving would
 * say is asked when nothing newer waits.
 */
class Judge {
  private readonly ending = new AbortController()
  private saving: AbortController | undefined
  private waiting: Question | undefined
  private busy = false
  private translation = NO_FINDING
  private template = NO_FINDING
  private readonly name: string
  private readonly maySave: boolean
  private readonly tell: (change: Partial<Judgement>) => void

  constructor(name: string, maySave: boolean, tell: (change: Partial<Judgement>) => void) {
    this.name = name
    this.maySave = maySave
    this.tell = tell
  }

  ask(question: Question): void {
    this.waiting = question
    // An answer about a text that is gone is of no use.
    this.saving?.abort()
    if (!this.busy) void this.work()
  }

  end(): void {
    this.ending.abort()
    this.saving?.abort()
  }

  private async work(): Promise<void> {
    this.busy = true
    let asked: Question | undefined
    while (this.waiting && !this.ending.signal.aborted) {
      asked = this.waiting
      this.waiting = undefined
      await this.translate(asked)
    }
    this.busy = false
    if (asked && this.maySave) await this.save(asked)
  }

  private async translate(question: Question): Promise<void> {
    let reports: Report[] | undefined
    try {
      const answer = await answered(api.POST('/v1/translations', {
        body: { agent: filledAgent(question.body, question.typed) as Schemas['Agent'] },
        signal: this.ending.signal,
      }))
      reports = answer.translations
      this.translation = { ...NO_FINDING, warnings: answer.warnings }
    } catch (reason) {
      this.translation = refused(reason)
    }
    this.found({
      ...(reports ? { reports } : {}),
      busy: this.waiting !== undefined,
      tookMs: Math.round(performance.now() - question.changedAt),
    })
  }

  private async save(question: Question): Promise<void> {
    const { signal } = (this.saving = new AbortController())
    if (this.ending.signal.aborted) return
    try {
      const answer = await answered(api.PUT('/v1/templates/{name}', {
        params: { path: { name: this.name }, query: { validateOnly: true } },
        body: question.body as Schemas['NewTemplate'],
        signal,
      }))
      if (!signal.aborted) this.template = { ...NO_FINDING, warnings: answer.warnings }
    } catch (reason) {
      if (!signal.aborted) this.template = refused(reason)
    }
    if (!signal.aborted) this.found({})
  }

  private found(change: Partial<Judgement>): void {
    if (this.ending.signal.aborted) return
    this.tell({
      ...change,
      faults: distinct([...this.template.faults, ...this.translation.faults]),
      warnings: distinct([...this.template.warnings, ...this.translation.warnings]),
      failure: this.translation.failure ?? this.template.failure,
    })
  }
}

/**
 * What the service makes of a template while it is written. There is no second set of rules here: the dry run of a start
 * tells the vendors' outcomes, and who may save is told what saving would say.
 */
export function useJudgement(name: string, body: TemplateBody, typed: Record<string, string>, maySave: boolean): Judgement {
  const [judgement, setJudgement] = useState(NOTHING)
  const judge = useRef<Judge>(undefined)

  useEffect(() => {
    // What stayed the same stays the same object: nothing that shows it is drawn again.
    const made = new Judge(name, maySave, (change) => setJudgement((before) => replaceEqualDeep(before, { ...before, ...change })))
    judge.current = made
    return () => made.end()
  }, [name, maySave])

  useEffect(() => {
    setJudgement((before) => (before.busy ? before : { ...before, busy: true }))
    judge.current?.ask({ body, typed, changedAt: performance.now() })
  }, [name, maySave, body, typed])

  return judgement
}

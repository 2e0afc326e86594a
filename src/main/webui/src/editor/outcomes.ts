import type { Mark } from '../form/context'
import type { Report } from './judge'

/** From what is fine to what stops a start. */
export const OUTCOMES = ['exact', 'converted', 'emulated', 'clamped', 'approximated', 'unsupported', 'rejected'] as const
export type Outcome = (typeof OUTCOMES)[number]

export function rank(outcome: string): number {
  return OUTCOMES.indexOf(outcome as Outcome)
}

/** Whether a setting does not arrive as it was meant. */
export function isLoss(outcome: string): boolean {
  return rank(outcome) >= rank('clamped')
}

/** Where the report's rows are in the template: the report speaks of the agent alone. */
export function marksOf(reports: Report[], prefix: string): Map<string, Mark[]> {
  const marks = new Map<string, Mark[]>()
  for (const report of reports) {
    for (const field of report.fields) {
      const pointer = prefix + field.path
      const list = marks.get(pointer) ?? []
      const mark = { vendor: report.vendor, outcome: field.outcome, note: field.note ?? field.vendorPath ?? '' }
      const before = list.findIndex((one) => one.vendor === report.vendor)
      if (before < 0) list.push(mark)
      else if (rank(mark.outcome) > rank(list[before]?.outcome ?? '')) list[before] = mark
      marks.set(pointer, list)
    }
  }
  return marks
}

/** The marks at a place; of a free-form part or a list the worst ones of what is below it. */
export function marksAt(marks: Map<string, Mark[]>, pointer: string): Mark[] {
  const own = marks.get(pointer)
  if (own) return own
  return []
}

export function marksBelow(marks: Map<string, Mark[]>, pointer: string): Mark[] {
  const worst = new Map<string, Mark>()
  for (const [place, list] of marks) {
    if (place !== pointer && !place.startsWith(`${pointer}/`)) continue
    for (const mark of list) {
      const before = worst.get(mark.vendor)
      if (!before || rank(mark.outcome) > rank(before.outcome)) worst.set(mark.vendor, mark)
    }
  }
  return [...worst.values()]
}

import { faultsByPlace, type Mark, type Verdict } from '../form/verdicts'
import type { Fault, Report } from './judge'

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

/** A place and all that it is in. */
function placesOf(pointer: string): string[] {
  const places: string[] = []
  for (let place = pointer; place !== ''; place = place.slice(0, place.lastIndexOf('/'))) places.push(place)
  return places
}

/**
 * What stands where in the template: of each place the worst that each vendor makes of it and of what is in it, and the
 * faults. The reports speak of the agent alone, which is at the prefix.
 */
export function verdictsOf(reports: Report[], faults: Fault[], prefix: string): Map<string, Verdict> {
  const places = faultsByPlace(faults)
  for (const report of reports) {
    const worst = new Map<string, Mark>()
    for (const field of report.fields) {
      const mark: Mark = { vendor: report.vendor, outcome: field.outcome, note: field.note ?? field.vendorPath ?? '' }
      for (const place of placesOf(prefix + field.path)) {
        const before = worst.get(place)
        if (!before || rank(mark.outcome) > rank(before.outcome)) worst.set(place, mark)
      }
    }
    for (const [place, mark] of worst) {
      const verdict = places.get(place)
      if (verdict) verdict.marks.push(mark)
      else places.set(place, { marks: [mark], faults: [] })
    }
  }
  return places
}

import { createContext, useContext } from 'react'
import type { PathPart } from '../contract/pointer'
import type { Verdicts } from './verdicts'

/** What the fields of one form share. */
export interface FormState {
  id: string
  change: (path: PathPart[], value: unknown) => void
  verdicts: Verdicts
  /** Leads from a mark to its row in the report. */
  showMark?: (pointer: string, vendor: string) => void
  credentials: string[]
  disabled: boolean
}

export const FormContext = createContext<FormState | undefined>(undefined)

export function useForm(): FormState {
  const form = useContext(FormContext)
  if (!form) throw new Error('A field outside of a form')
  return form
}

export function fieldId(form: string, pointer: string): string {
  return `${form}${pointer}`
}

/** Brings a field into sight, opens what it is folded into, and puts the cursor there. */
export function focusField(form: string, pointer: string): boolean {
  let place = pointer
  for (;;) {
    const element = document.getElementById(fieldId(form, place))
    if (element) {
      for (let parent = element.parentElement; parent; parent = parent.parentElement) {
        if (parent instanceof HTMLDetailsElement) parent.open = true
      }
      if (element instanceof HTMLDetailsElement) element.open = true
      element.scrollIntoView({ block: 'center' })
      const target = element instanceof HTMLDetailsElement ? element.querySelector('summary') : element
      target?.focus({ preventScroll: true })
      return true
    }
    if (place === '') return false
    place = place.slice(0, place.lastIndexOf('/'))
  }
}

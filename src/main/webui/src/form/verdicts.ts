import { replaceEqualDeep } from '@tanstack/react-query'
import { useLayoutEffect, useState, useSyncExternalStore } from 'react'

/** What one vendor makes of one field. */
export interface Mark {
  vendor: string
  outcome: string
  note: string
}

/** What is said of one place: by each vendor, and by the service where something is wrong. */
export interface Verdict {
  marks: Mark[]
  faults: string[]
}

const NONE: Verdict = { marks: [], faults: [] }

/** What is said of all places of a form. A field hears of its own place alone, so that an answer draws only what it changes. */
export class Verdicts {
  private places = new Map<string, Verdict>()
  private readonly listeners = new Set<() => void>()

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  at(pointer: string): Verdict {
    return this.places.get(pointer) ?? NONE
  }

  put(next: Map<string, Verdict>): void {
    const places = new Map([...next].map(([pointer, verdict]) => [pointer, replaceEqualDeep(this.places.get(pointer), verdict)]))
    const same = places.size === this.places.size && [...places].every(([pointer, verdict]) => this.places.get(pointer) === verdict)
    if (same) return
    this.places = places
    this.listeners.forEach((listener) => listener())
  }
}

export function useVerdicts(places: Map<string, Verdict>): Verdicts {
  const [verdicts] = useState(() => new Verdicts())
  useLayoutEffect(() => verdicts.put(places), [verdicts, places])
  return verdicts
}

export function useVerdict(verdicts: Verdicts, pointer: string): Verdict {
  return useSyncExternalStore(verdicts.subscribe, () => verdicts.at(pointer))
}

/** The faults of a request by their places. */
export function faultsByPlace(faults: { pointer: string; detail: string }[]): Map<string, Verdict> {
  const places = new Map<string, Verdict>()
  for (const fault of faults) {
    const before = places.get(fault.pointer)
    if (before) before.faults.push(fault.detail)
    else places.set(fault.pointer, { marks: [], faults: [fault.detail] })
  }
  return places
}

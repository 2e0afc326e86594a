import { replaceEqualDeep } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import { isCollection, isMap, parseDocument, stringify, type Document } from 'yaml'
import type { PathPart } from '../contract/pointer'

const WRITING = { lineWidth: 0 } as const

export interface TemplateBody {
  description?: string
  variables?: Record<string, { type: string; required?: boolean; default?: unknown; description?: string }>
  agent?: unknown
}

export interface Unreadable {
  message: string
  from: number
  to: number
}

export interface TemplateDocument {
  text: string
  setText: (text: string) => void
  /** Changes one value and leaves the rest of the text, its comments and its order as they are. */
  change: (path: PathPart[], value: unknown) => void
  /** What the text says; of a text that cannot be read what it said before. */
  body: TemplateBody
  unreadable: Unreadable[]
  /** Where a value is in the text. */
  rangeOf: (path: PathPart[]) => [number, number] | undefined
}

export function written(body: TemplateBody): string {
  return stringify(body, WRITING)
}

function bodyOf(document: Document): TemplateBody {
  const value: unknown = document.toJS()
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as TemplateBody) : {}
}

/** An object that lost its last member goes too; a list or the agent itself stays. */
function prune(document: Document, path: PathPart[]): void {
  for (let length = path.length; length > 1; length -= 1) {
    const place = path.slice(0, length)
    const node = document.getIn(place, true)
    if (!isMap(node) || node.items.length > 0) return
    document.deleteIn(place)
  }
}

/** The text with one value changed. */
export function changed(text: string, path: PathPart[], value: unknown): string {
  const document = parseDocument(text)
  if (document.errors.length > 0) return text
  if (value === undefined) {
    if (document.hasIn(path)) document.deleteIn(path)
    prune(document, path.slice(0, -1))
  } else {
    if (!isCollection(document.contents)) document.contents = document.createNode({}) as unknown as typeof document.contents
    document.setIn(path, typeof value === 'object' ? document.createNode(value) : value)
  }
  return document.toString(WRITING)
}

export function useTemplateDocument(initial: string): TemplateDocument {
  const [text, setText] = useState(initial)
  const document = useMemo(() => parseDocument(text), [text])
  const last = useRef<TemplateBody>({})
  // What did not change stays the same object, so that fields which show it are not drawn again.
  const body = useMemo(
    () => (last.current = document.errors.length === 0 ? replaceEqualDeep(last.current, bodyOf(document)) : last.current),
    [document],
  )
  const unreadable = useMemo(
    () => document.errors.map((error) => ({ message: error.message, from: error.pos[0], to: error.pos[1] })),
    [document],
  )
  const change = useCallback((path: PathPart[], value: unknown) => setText((before) => changed(before, path, value)), [])
  const newest = useRef(document)
  newest.current = document
  const rangeOf = useCallback((path: PathPart[]): [number, number] | undefined => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = newest.current.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined
      if (node?.range) return [node.range[0], node.range[1]]
    }
    return undefined
  }, [])
  return { text, setText, change, body, unreadable, rangeOf }
}

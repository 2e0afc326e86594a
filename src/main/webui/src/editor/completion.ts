import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import type { Text } from '@codemirror/state'
import { fieldsFor, type Field, type Shape } from '../contract/schema'

const KEY = /^(\s*)(?:- )?([A-Za-z$][\w-]*):(?:\s|$)/

/** The members that lead to a line, by their indentation; a list's dash belongs to its item. */
export function parents(document: Text, line: number, indent: number): string[] {
  const path: string[] = []
  let below = indent
  for (let number = line - 1; number > 0 && below > 0; number -= 1) {
    const match = KEY.exec(document.line(number).text)
    const depth = match?.[1]?.length
    if (match?.[2] !== undefined && depth !== undefined && depth < below) {
      path.unshift(match[2])
      below = depth
    }
  }
  return path
}

/** The value of a sibling that tells the cases of a variant apart. */
function sibling(document: Text, line: number, indent: number, name: string): string | undefined {
  for (const step of [-1, 1]) {
    for (let number = line + step; number > 0 && number <= document.lines; number += step) {
      const text = document.line(number).text
      const depth = text.search(/\S/)
      if (depth >= 0 && depth < indent) break
      const found = new RegExp(`^\\s{${indent}}(\\w+):\\s*(\\S+)`).exec(text)
      if (found?.[1] === name) return found[2]
    }
  }
  return undefined
}

function inside(field: Field | undefined): Shape | undefined {
  const shape = field?.shape
  return shape?.kind === 'list' ? shape.item : shape?.kind === 'map' ? shape.value : shape
}

function members(shape: Shape, document: Text, line: number, indent: number): Field[] {
  if (shape.kind !== 'variant') return fieldsFor(shape, undefined)
  const word = sibling(document, line, indent, shape.property) ?? Object.keys(shape.cases)[0] ?? ''
  const told: Field = {
    name: shape.property, required: true, description: '', fallback: undefined, example: undefined,
    shape: { kind: 'enum', values: Object.keys(shape.cases) },
  }
  return [told, ...(shape.cases[word] ?? [])]
}

function fieldsAt(root: Shape, document: Text, line: number, indent: number): Field[] {
  let shape: Shape | undefined = root
  let asKey = false
  for (const name of parents(document, line, indent)) {
    if (!shape) return []
    if (asKey) {
      // The member of a map has any name.
      asKey = false
      continue
    }
    const fields: Field[] = shape.kind === 'variant' ? Object.values(shape.cases).flat() : fieldsFor(shape, undefined)
    const field = fields.find((one) => one.name === name)
    asKey = field?.shape.kind === 'map'
    shape = inside(field)
  }
  return shape && !asKey ? members(shape, document, line, indent) : []
}

function words(shape: Shape): string[] {
  if (shape.kind === 'enum') return shape.values
  if (shape.kind === 'boolean') return ['true', 'false']
  return shape.kind === 'list' ? words(shape.item) : []
}

/** The contract's members and words at this place of the text. */
export function completions(root: Shape, context: CompletionContext): CompletionResult | null {
  const line = context.state.doc.lineAt(context.pos)
  const before = line.text.slice(0, context.pos - line.from)
  const value = /^(\s*)(?:- )?(\w+):\s+(\w*)$/.exec(before)
  if (value) {
    const fields = fieldsAt(root, context.state.doc, line.number, value[1]?.length ?? 0)
    const field = fields.find((one) => one.name === value[2])
    const options = field ? words(field.shape).map((label): Completion => ({ label, type: 'enum' })) : []
    return options.length > 0 ? { from: context.pos - (value[3]?.length ?? 0), options } : null
  }
  const key = /^(\s*(?:- )?)(\w*)$/.exec(before)
  if (!key || (key[2] === '' && !context.explicit)) return null
  const options = fieldsAt(root, context.state.doc, line.number, key[1]?.length ?? 0).map((field): Completion => ({
    label: field.name,
    type: 'property',
    info: field.description,
    apply: `${field.name}: `,
  }))
  return options.length > 0 ? { from: context.pos - (key[2]?.length ?? 0), options } : null
}

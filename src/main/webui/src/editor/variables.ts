import type { TemplateBody } from './document'

const VARIABLE = /\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}/g

/** A value to try a template with: what the reader typed, else its default, else something of the type. */
export function trialValue(body: TemplateBody, name: string, typed: Record<string, string>): string | undefined {
  const variable = body.variables?.[name]
  if (!variable) return undefined
  if (typed[name]) return typed[name]
  if (variable.default !== undefined) return String(variable.default)
  return variable.type === 'string' ? `‹${name}›` : variable.type === 'boolean' ? 'true' : '1'
}

/** The agent with its variables filled in; one that is not declared stays, so that the service says so. */
export function filledAgent(body: TemplateBody, typed: Record<string, string>): unknown {
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replace(VARIABLE, (whole, name: string) => trialValue(body, name, typed) ?? whole)
    if (Array.isArray(value)) return value.map(fill)
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fill(one)]))
    }
    return value
  }
  return fill(body.agent ?? {})
}

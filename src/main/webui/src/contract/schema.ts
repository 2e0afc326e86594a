import { useQuery } from '@tanstack/react-query'
import { Unreachable } from './client'

/** What the portal reads of a schema of the contract. */
export interface Schema {
  $ref?: string
  type?: string
  format?: string
  description?: string
  default?: unknown
  example?: unknown
  enum?: string[]
  minimum?: number
  maximum?: number
  maxLength?: number
  maxItems?: number
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  additionalProperties?: Schema | boolean
  allOf?: Schema[]
  oneOf?: Schema[]
  discriminator?: { propertyName: string; mapping?: Record<string, string> }
}

export interface Contract {
  components: { schemas: Record<string, Schema> }
}

/** The contract as this very service has it: a field that is in it is in the forms. */
export function useContract() {
  return useQuery({
    queryKey: ['contract'],
    queryFn: async (): Promise<Contract> => {
      const answer = await fetch('/openapi.json')
      if (!answer.ok) throw new Unreachable(`/openapi.json: HTTP ${answer.status}`)
      return answer.json() as Promise<Contract>
    },
    staleTime: Infinity,
    gcTime: Infinity,
  })
}

export type Shape =
  | { kind: 'object'; fields: Field[] }
  | { kind: 'variant'; property: string; cases: Record<string, Field[]> }
  | { kind: 'list'; item: Shape; most: number | undefined }
  | { kind: 'map'; value: Shape }
  | { kind: 'enum'; values: string[] }
  | { kind: 'number'; integer: boolean; min: number | undefined; max: number | undefined }
  | { kind: 'boolean' }
  | { kind: 'text'; long: boolean; most: number | undefined }
  | { kind: 'credential' }
  | { kind: 'json' }

export interface Field {
  name: string
  shape: Shape
  required: boolean
  description: string
  /** What holds when it is not given, as the contract says. */
  fallback: unknown
  example: string | undefined
}

const LONG_TEXT = 1_000

function named(contract: Contract, reference: string): Schema {
  const name = reference.slice(reference.lastIndexOf('/') + 1)
  const schema = contract.components.schemas[name]
  if (!schema) throw new Error(`The contract names ${reference} and does not have it`)
  return schema
}

/** References and allOf put in; what stands beside them wins. */
export function resolved(contract: Contract, schema: Schema): Schema {
  let whole: Schema = schema
  if (schema.$ref) whole = { ...named(contract, schema.$ref), ...schema }
  const parts = whole.allOf ?? []
  delete (whole = { ...whole }).allOf
  delete whole.$ref
  for (const part of parts) whole = { ...resolved(contract, part), ...whole }
  return whole
}

export function fieldsOf(contract: Contract, given: Schema): Field[] {
  const schema = resolved(contract, given)
  return Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const whole = resolved(contract, property)
    return {
      name,
      shape: shapeOf(contract, property, name),
      required: schema.required?.includes(name) ?? false,
      description: property.description ?? whole.description ?? '',
      fallback: whole.default,
      example: whole.example === undefined || typeof whole.example === 'object' ? undefined : String(whole.example),
    }
  })
}

export function shapeOf(contract: Contract, given: Schema, name = ''): Shape {
  const schema = resolved(contract, given)
  if (schema.discriminator?.mapping) {
    const property = schema.discriminator.propertyName
    const cases = Object.entries(schema.discriminator.mapping).map(([word, reference]) =>
      [word, fieldsOf(contract, named(contract, reference)).filter((field) => field.name !== property)] as const)
    return { kind: 'variant', property, cases: Object.fromEntries(cases) }
  }
  if (schema.enum) return { kind: 'enum', values: schema.enum }
  switch (schema.type) {
    case 'object':
      if (schema.properties) return { kind: 'object', fields: fieldsOf(contract, schema) }
      if (typeof schema.additionalProperties === 'object' && Object.keys(schema.additionalProperties).length > 0) {
        return { kind: 'map', value: shapeOf(contract, schema.additionalProperties) }
      }
      return { kind: 'json' }
    case 'array':
      return { kind: 'list', item: shapeOf(contract, schema.items ?? {}), most: schema.maxItems }
    case 'integer':
    case 'number':
      return { kind: 'number', integer: schema.type === 'integer', min: schema.minimum, max: schema.maximum }
    case 'boolean':
      return { kind: 'boolean' }
    case 'string':
      if (name === 'credentialRef') return { kind: 'credential' }
      return { kind: 'text', long: (schema.maxLength ?? 0) >= LONG_TEXT && name !== 'url', most: schema.maxLength }
    default:
      return { kind: 'json' }
  }
}

/** The fields of an object that may depend on one of its own values. */
export function fieldsFor(shape: Shape, value: unknown): Field[] {
  if (shape.kind === 'object') return shape.fields
  if (shape.kind !== 'variant') return []
  const word = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[shape.property] : undefined
  return (typeof word === 'string' && shape.cases[word]) || []
}

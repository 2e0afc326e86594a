import { useEffect, useState } from 'react'
import type { PathPart } from '../contract/pointer'
import type { Shape } from '../contract/schema'
import { useText } from '../i18n'
import { useForm } from './context'
import { JsonInput } from './JsonInput'

export interface ValueProps {
  id: string
  shape: Shape
  path: PathPart[]
  value: unknown
  fallback?: unknown
  example?: string | undefined
  describedBy?: string
  faulty?: boolean
  label?: string
}

/** The input of one value. An empty one takes the value away: the vendor's default holds then. */
export function ValueInput(props: ValueProps) {
  const { id, shape, path, value, describedBy, faulty, label } = props
  const t = useText()
  const form = useForm()
  const common = {
    id,
    'aria-describedby': describedBy?.trim() || undefined,
    'aria-invalid': faulty || undefined,
    'aria-label': label,
    disabled: form.disabled,
  }
  const put = (next: unknown) => form.change(path, next === '' ? undefined : next)
  const absent = props.fallback === undefined ? t('form.notSet') : t('form.notSetMeans', { value: String(props.fallback) })

  switch (shape.kind) {
    case 'boolean':
      return (
        <select {...common} value={value === undefined ? '' : String(value)}
          onChange={(event) => put(event.target.value === '' ? undefined : event.target.value === 'true')}>
          <option value="">{absent}</option>
          <option value="true">{t('yes')}</option>
          <option value="false">{t('no')}</option>
        </select>
      )
    case 'enum':
      return (
        <select {...common} value={typeof value === 'string' ? value : ''} onChange={(event) => put(event.target.value)}>
          <option value="">{absent}</option>
          {typeof value === 'string' && !shape.values.includes(value) && <option value={value}>{value}</option>}
          {shape.values.map((word) => <option key={word} value={word}>{word}</option>)}
        </select>
      )
    case 'number':
      return <NumberInput {...props} common={common} put={put} />
    case 'credential':
      return (
        <>
          <input {...common} type="text" list={`${id}-names`} value={text(value)} autoComplete="off" spellCheck={false}
            onChange={(event) => put(event.target.value)} />
          <datalist id={`${id}-names`}>{form.credentials.map((name) => <option key={name} value={name} />)}</datalist>
        </>
      )
    case 'text':
      return shape.long
        ? <textarea {...common} value={text(value)} rows={2} placeholder={props.example} onChange={(event) => put(event.target.value)} />
        : <input {...common} type="text" value={text(value)} placeholder={props.example} autoComplete="off"
            onChange={(event) => put(event.target.value)} />
    default:
      return <JsonInput common={common} value={value} put={put} />
  }
}

function text(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Keeps what is typed while it is not a number yet, "1." for example; a text that holds a variable stays text. */
function NumberInput({ shape, value, fallback, common, put }: ValueProps & {
  common: Record<string, unknown>
  put: (value: unknown) => void
}) {
  const [typed, setTyped] = useState(text(value))
  useEffect(() => {
    setTyped((before) => (before !== '' && Number(before) === value ? before : text(value)))
  }, [value])
  const limits = shape.kind === 'number' ? shape : undefined
  const outside = typeof value === 'number' && limits !== undefined
    && ((limits.min !== undefined && value < limits.min) || (limits.max !== undefined && value > limits.max))
  return (
    <input {...common} type="text" inputMode={limits?.integer ? 'numeric' : 'decimal'} value={typed} autoComplete="off"
      aria-invalid={outside || (common['aria-invalid'] as boolean | undefined)}
      placeholder={fallback === undefined ? '' : String(fallback)}
      onChange={(event) => {
        const next = event.target.value
        setTyped(next)
        put(next.trim() === '' ? undefined : Number.isFinite(Number(next)) ? Number(next) : next)
      }} />
  )
}

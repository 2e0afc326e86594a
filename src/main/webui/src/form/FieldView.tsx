import { memo } from 'react'
import { pointerOf, type PathPart } from '../contract/pointer'
import type { Field, Shape } from '../contract/schema'
import { useLanguage } from '../i18n'
import { Marks } from './Marks'
import { fieldId, useForm } from './context'
import { ListField, MapField } from './collections'
import { GroupField } from './GroupField'
import { labelOf, unitOf } from './labels'
import { ValueInput } from './ValueInput'
import { useVerdict } from './verdicts'

function nested(shape: Shape): boolean {
  return shape.kind === 'object' || shape.kind === 'variant' || shape.kind === 'list' || shape.kind === 'map'
}

function range(shape: Shape): string {
  if (shape.kind !== 'number') return ''
  if (shape.min !== undefined && shape.max !== undefined) return `${shape.min} – ${shape.max}`
  return shape.min !== undefined ? `≥ ${shape.min}` : shape.max !== undefined ? `≤ ${shape.max}` : ''
}

interface Props {
  field: Field
  path: PathPart[]
  value: unknown
}

/**
 * One member of an object: its label, unit, range and description from the contract, its value, and what each vendor makes
 * of it. It is drawn again when its own value has changed, and not with each letter that is typed elsewhere.
 */
export const FieldView = memo(AnyField, (before, now) => before.field === now.field && before.value === now.value
  && before.path.length === now.path.length && before.path.every((part, index) => part === now.path[index]))

function AnyField({ field, path, value }: Props) {
  const { language } = useLanguage()
  const label = labelOf(field.name, language)
  if (nested(field.shape)) {
    if (field.shape.kind === 'list') return <ListField field={field} shape={field.shape} path={path} value={value} label={label} />
    if (field.shape.kind === 'map') return <MapField field={field} shape={field.shape} path={path} value={value} label={label} />
    return <GroupField field={field} path={path} value={value} label={label} />
  }
  return <SingleField field={field} path={path} value={value} label={label} />
}

function SingleField({ field, path, value, label }: Props & { label: string }) {
  const form = useForm()
  const { text } = useLanguage()
  const pointer = pointerOf(path)
  const id = fieldId(form.id, pointer)
  const { faults } = useVerdict(form.verdicts, pointer)
  const extent = [range(field.shape), unitOf(field.name)].filter(Boolean).join(' ')
  return (
    <div className={faults.length > 0 ? 'field faulty' : 'field'}>
      <div className="field-head">
        <label className="label" htmlFor={id}>
          {label}{field.required && <span className="needed" title={text('form.required')}> *</span>}
        </label>
        {extent && <span className="extent" id={`${id}-extent`}>{extent}</span>}
        <Marks pointer={pointer} />
      </div>
      <ValueInput id={id} shape={field.shape} path={path} value={value} fallback={field.fallback} example={field.example}
        describedBy={`${id}-help ${extent ? `${id}-extent` : ''} ${faults.length > 0 ? `${id}-fault` : ''}`} faulty={faults.length > 0} />
      {faults.length > 0 && <p className="fault" id={`${id}-fault`} lang="en">{faults.join(' ')}</p>}
      <p className="hint" id={`${id}-help`} lang="en">{field.description}</p>
    </div>
  )
}

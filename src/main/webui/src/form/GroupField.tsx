import { pointerOf, type PathPart } from '../contract/pointer'
import { fieldsFor, type Field } from '../contract/schema'
import { useLanguage, useText } from '../i18n'
import { FieldView } from './FieldView'
import { Marks } from './Marks'
import { fieldId, useForm } from './context'
import { labelOf } from './labels'
import { ValueInput } from './ValueInput'
import { useVerdict } from './verdicts'

export function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>)[name] : undefined
}

function count(value: unknown): number {
  if (value === undefined) return 0
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 1
  return Object.values(value).reduce((sum: number, one) => sum + count(one), 0)
}

/** An object inside an object: folded while nothing in it is set. */
export function GroupField({ field, path, value, label }: { field: Field; path: PathPart[]; value: unknown; label: string }) {
  const t = useText()
  const form = useForm()
  const pointer = pointerOf(path)
  const set = count(value)
  const { faults } = useVerdict(form.verdicts, pointer)
  return (
    <div className="group-with-marks">
      <div className="group-marks"><Marks pointer={pointer} /></div>
      <details className="group" id={fieldId(form.id, pointer)} open={set > 0}>
        <summary>
          <span className="group-name">{label}</span>
          {set > 0 && <span className="count">{t('form.count', { count: set })}</span>}
        </summary>
        <p className="hint" lang="en">{field.description}</p>
        {faults.length > 0 && <p className="fault" lang="en">{faults.join(' ')}</p>}
        <Fields shape={field.shape} path={path} value={value} />
      </details>
    </div>
  )
}

/** All fields of an object, one below the other; of a variant first the word that tells its cases apart. */
export function Fields({ shape, path, value }: { shape: Field['shape']; path: PathPart[]; value: unknown }) {
  const form = useForm()
  const { language } = useLanguage()
  const fields = fieldsFor(shape, value)
  return (
    <div className="fields">
      {shape.kind === 'variant' && (
        <div className="field">
          <div className="field-head">
            <label className="label" htmlFor={fieldId(form.id, pointerOf([...path, shape.property]))}>{labelOf(shape.property, language)}</label>
            <Marks pointer={pointerOf([...path, shape.property])} />
          </div>
          <ValueInput id={fieldId(form.id, pointerOf([...path, shape.property]))} path={[...path, shape.property]}
            shape={{ kind: 'enum', values: Object.keys(shape.cases) }} value={member(value, shape.property)} />
        </div>
      )}
      {fields.map((one) => <FieldView key={one.name} field={one} path={[...path, one.name]} value={member(value, one.name)} />)}
    </div>
  )
}

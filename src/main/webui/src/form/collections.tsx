import { useState } from 'react'
import { pointerOf, type PathPart } from '../contract/pointer'
import type { Field, Shape } from '../contract/schema'
import { useText } from '../i18n'
import { Marks } from './Marks'
import { fieldId, useForm } from './context'
import { Fields } from './GroupField'
import { ValueInput } from './ValueInput'
import { useVerdict } from './verdicts'

function fresh(shape: Shape): unknown {
  if (shape.kind === 'object' || shape.kind === 'variant' || shape.kind === 'map') return {}
  if (shape.kind === 'list') return []
  if (shape.kind === 'enum') return shape.values[0]
  return shape.kind === 'number' ? shape.min ?? 0 : shape.kind === 'boolean' ? false : ''
}

function isObject(shape: Shape): boolean {
  return shape.kind === 'object' || shape.kind === 'variant'
}

interface Props<K extends Shape['kind']> {
  field: Field
  shape: Extract<Shape, { kind: K }>
  path: PathPart[]
  value: unknown
  label: string
}

export function ListField({ field, shape, path, value, label }: Props<'list'>) {
  const t = useText()
  const form = useForm()
  const items: unknown[] = Array.isArray(value) ? value : []
  const pointer = pointerOf(path)
  const { faults } = useVerdict(form.verdicts, pointer)
  const without = (index: number) => items.filter((_, other) => other !== index)
  return (
    <fieldset className="list" id={fieldId(form.id, pointer)} tabIndex={-1}>
      <legend>{label} <Marks pointer={pointer} /></legend>
      <p className="hint" lang="en">{field.description}</p>
      {faults.length > 0 && <p className="fault" lang="en">{faults.join(' ')}</p>}
      {items.map((item, index) => {
        const place = [...path, index]
        const name = t('form.item', { label, number: index + 1 })
        return (
          <div className={isObject(shape.item) ? 'item nested' : 'item'} key={index}>
            {isObject(shape.item)
              ? <Fields shape={shape.item} path={place} value={item} />
              : <ItemValue shape={shape.item} path={place} value={item} label={name} />}
            <button type="button" className="small quiet" disabled={form.disabled}
              aria-label={t('form.removeItem', { item: name })}
              onClick={() => form.change(path, items.length === 1 ? undefined : without(index))}>{t('form.remove')}</button>
          </div>
        )
      })}
      {(shape.most === undefined || items.length < shape.most) && (
        <button type="button" className="small" disabled={form.disabled} aria-label={t('form.addTo', { label })}
          onClick={() => form.change(path, [...items, fresh(shape.item)])}>+ {t('form.add')}</button>
      )}
    </fieldset>
  )
}

/** A text of a list stays there while it is empty, so that it can be typed anew; the service says that it is empty. */
function ItemValue({ shape, path, value, label }: { shape: Shape; path: PathPart[]; value: unknown; label: string }) {
  const form = useForm()
  const id = fieldId(form.id, pointerOf(path))
  const { faults } = useVerdict(form.verdicts, pointerOf(path))
  if (shape.kind === 'text') {
    return (
      <span className="item-value">
        <input id={id} type="text" aria-label={label} value={String(value ?? '')} disabled={form.disabled} aria-invalid={faults.length > 0 || undefined}
          onChange={(event) => form.change(path, event.target.value)} />
        {faults.length > 0 && <span className="fault" lang="en">{faults.join(' ')}</span>}
      </span>
    )
  }
  return <ValueInput id={id} shape={shape} path={path} value={value} label={label} faulty={faults.length > 0} />
}

export function MapField({ field, shape, path, value, label }: Props<'map'>) {
  const t = useText()
  const form = useForm()
  const [name, setName] = useState('')
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  const pointer = pointerOf(path)
  const taken = entries.some(([key]) => key === name.trim())
  const id = `${fieldId(form.id, pointer)}-new`

  function add() {
    if (name.trim() === '' || taken) return
    form.change([...path, name.trim()], fresh(shape.value))
    setName('')
  }

  return (
    <fieldset className="list" id={fieldId(form.id, pointer)} tabIndex={-1}>
      <legend>{label} <Marks pointer={pointer} /></legend>
      <p className="hint" lang="en">{field.description}</p>
      {entries.map(([key, one]) => (
        <div className="item nested" key={key}>
          <p className="map-key"><code>{key}</code></p>
          {isObject(shape.value)
            ? <Fields shape={shape.value} path={[...path, key]} value={one} />
            : <ItemValue shape={shape.value} path={[...path, key]} value={one} label={key} />}
          <button type="button" className="small quiet" disabled={form.disabled} aria-label={t('form.removeItem', { item: key })}
            onClick={() => form.change([...path, key], undefined)}>{t('form.remove')}</button>
        </div>
      ))}
      <div className="row">
        <label className="hidden" htmlFor={id}>{t('form.newName', { label })}</label>
        <input id={id} type="text" value={name} disabled={form.disabled} placeholder={t('form.name')} aria-invalid={taken || undefined}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => { if (event.key === 'Enter') { event.preventDefault(); add() } }} />
        <button type="button" className="small" disabled={form.disabled || name.trim() === '' || taken} onClick={add}>+ {t('form.add')}</button>
      </div>
    </fieldset>
  )
}

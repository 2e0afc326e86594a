import { useEffect, useState } from 'react'
import { useText } from '../i18n'

function written(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value, null, 2)
}

/** A free-form part: JSON as it is, taken over as soon as it can be read. */
export function JsonInput({ common, value, put }: {
  common: Record<string, unknown>
  value: unknown
  put: (value: unknown) => void
}) {
  const t = useText()
  const [typed, setTyped] = useState(written(value))
  const [unreadable, setUnreadable] = useState(false)
  const now = written(value)
  useEffect(() => {
    setTyped((before) => {
      try {
        if (written(before.trim() === '' ? undefined : JSON.parse(before)) === now) return before
      } catch {
        // What is stored now takes the place of what could not be read.
      }
      return now
    })
    setUnreadable(false)
  }, [now])

  function change(next: string) {
    setTyped(next)
    try {
      const parsed: unknown = next.trim() === '' ? undefined : JSON.parse(next)
      setUnreadable(false)
      put(parsed)
    } catch {
      setUnreadable(true)
    }
  }

  return (
    <>
      <textarea {...common} className="mono" rows={2} spellCheck={false} value={typed} placeholder="{ }"
        aria-invalid={unreadable || undefined} onChange={(event) => change(event.target.value)} />
      {unreadable && <p className="fault">{t('form.notJson')}</p>}
    </>
  )
}

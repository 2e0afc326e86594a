import { useText } from '../i18n'
import type { TemplateBody } from './document'
import { trialValue } from './variables'

/** Values of the variables for the report beside the editor; a session gives its own. */
export function TrialValues({ body, typed, onChange }: {
  body: TemplateBody
  typed: Record<string, string>
  onChange: (typed: Record<string, string>) => void
}) {
  const t = useText()
  const names = Object.keys(body.variables ?? {})
  if (names.length === 0) return null
  return (
    <details className="group">
      <summary><span className="group-name">{t('editor.trial')}</span></summary>
      <p className="hint">{t('editor.trialHint')}</p>
      {names.map((name) => (
        <label className="field" key={name}>
          <span className="label mono">{name}</span>
          <input type="text" value={typed[name] ?? ''} placeholder={trialValue(body, name, {})}
            onChange={(event) => onChange({ ...typed, [name]: event.target.value })} />
        </label>
      ))}
    </details>
  )
}

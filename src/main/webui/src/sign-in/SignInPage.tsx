import { useState, type FormEvent } from 'react'
import { answered, api } from '../contract/client'
import { useText } from '../i18n'
import { ProblemNotice } from '../ui/ProblemNotice'
import { Preferences } from '../ui/Preferences'
import { signIn } from './key'

export function SignInPage() {
  const t = useText()
  const [failure, setFailure] = useState<unknown>()
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const key = String(new FormData(event.currentTarget).get('key')).trim()
    setBusy(true)
    setFailure(undefined)
    try {
      await answered(api.GET('/v1/caller', { headers: { Authorization: `Bearer ${key}` } }))
      signIn(key)
    } catch (error) {
      setFailure(error)
      setBusy(false)
    }
  }

  return (
    <div className="sign-in">
      <div className="sign-in-bar"><Preferences /></div>
      <main className="card sign-in-card">
        <h1><img src="/favicon.svg" alt="" width="36" height="36" /> Voxgate</h1>
        <p className="lead">{t('signIn.lead')}</p>
        <form onSubmit={submit}>
          <label className="field">
            <span className="label">{t('signIn.key')}</span>
            <input name="key" type="password" required autoComplete="off" spellCheck={false} autoFocus
              aria-describedby="key-help" />
          </label>
          <p className="hint" id="key-help">{t('signIn.help')}</p>
          {failure !== undefined && <ProblemNotice error={failure} />}
          <button className="primary wide" disabled={busy}>{t('signIn.submit')}</button>
        </form>
        <p className="hint"><a href="/reference/">{t('nav.reference')}</a> · <a href="/openapi.yaml">OpenAPI</a></p>
      </main>
    </div>
  )
}

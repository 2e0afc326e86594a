import { useEffect, useState, type FormEvent } from 'react'
import { useText, type TextKey } from '../i18n'
import { ProblemNotice } from '../ui/ProblemNotice'
import { Preferences } from '../ui/Preferences'
import { signIn } from './requests'
import { useSession } from './session'

const REASONS = ['refused', 'late', 'issuer', 'token', 'nobody', 'role']

/** Why the way over the issuer led back here; it stands in the address. */
function failedReason(): TextKey | undefined {
  const reason = new URLSearchParams(location.search).get('signInFailed')
  return reason !== null && REASONS.includes(reason) ? `signIn.failed.${reason}` as TextKey : undefined
}

export function SignInPage() {
  const t = useText()
  const { people } = useSession()
  const [reason] = useState(failedReason)
  const [failure, setFailure] = useState<unknown>()
  const [busy, setBusy] = useState(false)

  useEffect(() => {
    // Neither a reload nor a bookmark tells it again.
    if (reason !== undefined) history.replaceState(history.state, '', location.pathname)
  }, [reason])

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const key = String(new FormData(event.currentTarget).get('key')).trim()
    setBusy(true)
    setFailure(undefined)
    try {
      await signIn(key)
    } catch (error) {
      setFailure(error)
      setBusy(false)
    }
  }

  const back = reason === undefined ? location.pathname + location.search : location.pathname
  return (
    <div className="sign-in">
      <div className="sign-in-bar"><Preferences /></div>
      <main className="card sign-in-card">
        <h1><img src="/favicon.svg" alt="" width="36" height="36" /> Voxgate</h1>
        <p className="lead">{t('signIn.lead')}</p>
        {reason !== undefined && failure === undefined && (
          <div className="notice bad" role="alert"><strong>{t('signIn.failed')}</strong><p>{t(reason)}</p></div>
        )}
        {people && (
          <>
            <p><a className="button primary people" href={`/portal/sign-in?to=${encodeURIComponent(back)}`}>{t('signIn.people')}</a></p>
            <p className="hint">{t('signIn.orKey')}</p>
          </>
        )}
        <form onSubmit={submit}>
          <label className="field">
            <span className="label">{t('signIn.key')}</span>
            <input name="key" type="password" required autoComplete="off" spellCheck={false} autoFocus={!people}
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

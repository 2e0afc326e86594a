import { ProblemError, Unreachable } from '../contract/client'
import { useText } from '../i18n'

/** What went wrong, in the service's own words, with each place in the request that is at fault. */
export function ProblemNotice({ error, onPlace }: { error: unknown; onPlace?: (pointer: string) => void }) {
  const t = useText()
  if (error instanceof ProblemError) {
    const { problem } = error
    return (
      <div className="notice bad" role="alert">
        <strong>{problem.title}</strong>
        <p lang="en">{problem.detail}</p>
        {problem.errors && problem.errors.length > 0 && (
          <ul className="faults">
            {problem.errors.map((fault) => (
              <li key={fault.pointer + fault.code} lang="en">
                {onPlace
                  ? <button type="button" className="link mono" onClick={() => onPlace(fault.pointer)}>{fault.pointer}</button>
                  : <code>{fault.pointer}</code>}{' '}
                {fault.detail}
              </li>
            ))}
          </ul>
        )}
        {problem.vendorError && (
          <p className="mono small" lang="en">{problem.vendorError.vendor}: {problem.vendorError.code} {problem.vendorError.message}</p>
        )}
        <p className="small muted mono">{problem.code}{problem.requestId && ` · ${problem.requestId}`}</p>
      </div>
    )
  }
  return (
    <div className="notice bad" role="alert">
      <strong>{t(error instanceof Unreachable ? 'error.unreachable' : 'error.unexpected')}</strong>
      <p className="small muted" lang="en">{error instanceof Error ? error.message : String(error)}</p>
    </div>
  )
}

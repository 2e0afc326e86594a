import { useText } from '../i18n'
import { ProblemNotice } from '../ui/ProblemNotice'
import type { Judgement } from './judge'

/** What the service would refuse and what it finds odd; each leads to its place. */
export function JudgementNotes({ judgement, onPlace }: { judgement: Judgement; onPlace: (pointer: string) => void }) {
  const t = useText()
  return (
    <>
      {judgement.failure !== undefined && <ProblemNotice error={judgement.failure} />}
      {judgement.faults.length > 0 && (
        <div className="notice bad" role="alert">
          <strong>{t('editor.faults', { count: judgement.faults.length })}</strong>
          <FaultList faults={judgement.faults} onPlace={onPlace} />
        </div>
      )}
      {judgement.warnings.length > 0 && (
        <div className="notice warn">
          <strong>{t('editor.warnings', { count: judgement.warnings.length })}</strong>
          <FaultList faults={judgement.warnings} onPlace={onPlace} />
        </div>
      )}
    </>
  )
}

function FaultList({ faults, onPlace }: { faults: Judgement['faults']; onPlace: (pointer: string) => void }) {
  return (
    <ul className="faults">
      {faults.map((fault) => (
        <li key={fault.pointer + fault.code} lang="en">
          <button type="button" className="link mono" onClick={() => onPlace(fault.pointer)}>{fault.pointer || '/'}</button> {fault.detail}
        </li>
      ))}
    </ul>
  )
}

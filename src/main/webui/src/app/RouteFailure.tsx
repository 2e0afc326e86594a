import { useText } from '../i18n'
import { ProblemNotice } from '../ui/ProblemNotice'

export function RouteFailure({ error }: { error: unknown }) {
  const t = useText()
  return (
    <div className="page">
      <ProblemNotice error={error} />
      <p><button type="button" onClick={() => location.reload()}>{t('error.reload')}</button></p>
    </div>
  )
}

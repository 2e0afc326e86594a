import { useText, type TextKey } from '../i18n'
import { useForm } from './context'
import { useVerdict } from './verdicts'

const SYMBOLS: Record<string, string> = {
  exact: '✓', converted: '⇄', clamped: '⤓', approximated: '≈', emulated: '◆', unsupported: '✕', rejected: '⛔',
}

/** The vendors' short names, in badges that stand beside a field. */
export function shortVendor(vendor: string): string {
  const words = vendor.split('-')
  return (words.length > 1 && words[0] === 'tencent' ? words.slice(1).join('-') : (words[0] ?? vendor)).slice(0, 7)
}

/** What each vendor makes of a field, right where it is typed; a click leads to the row in the report. */
export function Marks({ pointer }: { pointer: string }) {
  const t = useText()
  const form = useForm()
  const { marks } = useVerdict(form.verdicts, pointer)
  if (marks.length === 0) return null
  return (
    <span className="marks">
      {marks.map((mark) => {
        const word = t(`outcome.${mark.outcome}` as TextKey)
        return (
          <button key={mark.vendor} type="button" className={`mark ${mark.outcome}`} title={`${mark.vendor}: ${word}. ${mark.note}`}
            aria-label={`${mark.vendor}: ${word}`} onClick={() => form.showMark?.(pointer, mark.vendor)}>
            <span aria-hidden="true">{SYMBOLS[mark.outcome] ?? '?'}</span> {shortVendor(mark.vendor)}
          </button>
        )
      })}
    </span>
  )
}

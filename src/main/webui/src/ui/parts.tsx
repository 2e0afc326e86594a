import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useText, type TextKey } from '../i18n'

export function Page({ title, actions, lead, children }: { title: ReactNode; actions?: ReactNode; lead?: ReactNode; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${heading.current?.textContent ?? ''} · Voxgate`
  })
  return (
    <div className="page">
      <div className="page-head">
        <h1 ref={heading}>{title}</h1>
        {actions && <div className="actions">{actions}</div>}
      </div>
      {lead && <p className="lead">{lead}</p>}
      {children}
    </div>
  )
}

export function Loading() {
  const t = useText()
  return <p className="loading" role="status">{t('loading')}</p>
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p><strong>{title}</strong></p>
      {children}
    </div>
  )
}

/** A table that scrolls by itself where the window is too narrow; the keyboard reaches what is out of sight. */
export function TableScroll({ label, children }: { label: string; children: ReactNode }) {
  return <div className="table-scroll" role="region" aria-label={label} tabIndex={0}>{children}</div>
}

export function Badge({ tone, children, title }: { tone: string; children: ReactNode; title?: string }) {
  return <span className={`badge ${tone}`} title={title}>{children}</span>
}

export function CopyButton({ text, label }: { text: string; label?: TextKey }) {
  const t = useText()
  const [copied, setCopied] = useState(false)
  async function copy() {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), 2_000)
  }
  // Without https (and not on this machine) a browser has no clipboard; the text can be selected.
  if (!isSecureContext) return null
  return <button type="button" className="small" onClick={() => void copy()}>{t(copied ? 'copied' : (label ?? 'copy'))}</button>
}

/** A button that asks once more before it does what cannot be taken back. */
export function ConfirmButton({ label, question, onConfirm, busy }: {
  label: string
  question: string
  onConfirm: () => void
  busy?: boolean
}) {
  const t = useText()
  const dialog = useRef<HTMLDialogElement>(null)
  return (
    <>
      <button type="button" className="danger" disabled={busy} onClick={() => dialog.current?.showModal()}>{label}</button>
      <dialog ref={dialog} className="confirm" aria-label={label}>
        <p>{question}</p>
        <div className="actions">
          <button type="button" className="danger" onClick={() => { dialog.current?.close(); onConfirm() }}>{label}</button>
          <button type="button" onClick={() => dialog.current?.close()}>{t('cancel')}</button>
        </div>
      </dialog>
    </>
  )
}

/** A secret or a key that is shown this once. */
export function ShownOnce({ label, value }: { label: string; value: string }) {
  const t = useText()
  return (
    <div className="notice good" role="status">
      <strong>{label}</strong>
      <p className="row"><code className="secret">{value}</code> <CopyButton text={value} /></p>
      <p className="small">{t('shownOnce')}</p>
    </div>
  )
}

import { useNavigate } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { answered, api } from '../contract/client'
import { useText } from '../i18n'
import { useMay } from '../sign-in/caller'
import type { Destination } from './destinations'

interface Command {
  label: string
  to: string
}

export function CommandPalette({ destinations }: { destinations: Destination[] }) {
  const t = useText()
  const navigate = useNavigate()
  const dialog = useRef<HTMLDialogElement>(null)
  const [open, setOpen] = useState(false)
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState(0)
  const reads = useMay('admin', 'editor', 'runner', 'viewer')
  const starts = useMay('admin', 'runner')
  const templates = useQuery({
    queryKey: ['templates', 'palette'],
    queryFn: () => answered(api.GET('/v1/templates', { params: { query: { pageSize: 200 } } })),
    enabled: open && reads,
  })

  useEffect(() => {
    function press(event: globalThis.KeyboardEvent) {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        show()
      }
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])

  function show() {
    setWords('')
    setChosen(0)
    setOpen(true)
    dialog.current?.showModal()
  }

  const commands = useMemo<Command[]>(() => {
    const all = [
      ...destinations.map((one) => ({ label: t(one.label), to: one.to })),
      ...(starts ? [{ label: t('sessions.start'), to: '/sessions/new' }] : []),
      ...(templates.data?.items ?? []).map((one) => ({ label: `${t('nav.templates')}: ${one.name}`, to: `/templates/${one.name}` })),
      ...(/^ses_\w+$/.test(words.trim()) ? [{ label: `${t('nav.sessions')}: ${words.trim()}`, to: `/sessions/${words.trim()}` }] : []),
    ]
    const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
    return all.filter((one) => wanted.every((word) => one.label.toLowerCase().includes(word)))
  }, [destinations, starts, templates.data, words, t])

  function go(command: Command | undefined) {
    if (!command) return
    dialog.current?.close()
    void navigate({ to: command.to })
  }

  function steer(event: KeyboardEvent) {
    if (event.key === 'ArrowDown') setChosen(Math.min(chosen + 1, commands.length - 1))
    else if (event.key === 'ArrowUp') setChosen(Math.max(chosen - 1, 0))
    else if (event.key === 'Enter') go(commands[chosen])
    else return
    event.preventDefault()
  }

  return (
    <>
      <button type="button" className="quiet palette-button" onClick={show}>{t('palette.open')} <kbd>Ctrl K</kbd></button>
      <dialog ref={dialog} className="palette" aria-label={t('palette.open')} onClose={() => setOpen(false)}>
        <input type="search" role="combobox" aria-label={t('palette.find')} placeholder={t('palette.find')} value={words}
          aria-expanded="true" aria-controls="palette-list" aria-activedescendant={commands[chosen] ? `command-${chosen}` : undefined}
          onChange={(event) => { setWords(event.target.value); setChosen(0) }} onKeyDown={steer} />
        <ul id="palette-list" role="listbox" aria-label={t('palette.open')}>
          {commands.map((command, index) => (
            <li key={command.to + command.label} id={`command-${index}`} role="option" aria-selected={index === chosen}
              onClick={() => go(command)}>{command.label}</li>
          ))}
        </ul>
        {commands.length === 0 && <p className="muted">{t('palette.nothing')}</p>}
      </dialog>
    </>
  )
}

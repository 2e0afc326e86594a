import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useText } from '../i18n'
import { useCaller } from '../sign-in/caller'
import { signOut } from '../sign-in/requests'
import { Preferences } from '../ui/Preferences'
import { CommandPalette } from './CommandPalette'
import { DESTINATIONS } from './destinations'

export function Shell() {
  const t = useText()
  const caller = useCaller()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const pending = useRouterState({ select: (state) => state.status === 'pending' })
  const [open, setOpen] = useState(false)
  const main = useRef<HTMLElement>(null)
  const first = useRef(true)

  useEffect(() => {
    setOpen(false)
    // A screen reader goes on at the new page's heading, not at the link that is gone.
    if (!first.current) main.current?.focus({ preventScroll: true })
    first.current = false
  }, [path])

  const offered = DESTINATIONS.filter((one) => caller?.roles.some((role) => one.roles.includes(role)))
  return (
    <div className="shell">
      <a className="skip" href="#main">{t('nav.skip')}</a>
      <header className="bar">
        <button type="button" className="menu" aria-expanded={open} aria-controls="navigation" onClick={() => setOpen(!open)}>
          <span aria-hidden="true">☰</span> <span className="hidden">{t('nav.menu')}</span>
        </button>
        <Link to="/" className="brand"><img src="/favicon.svg" alt="" width="24" height="24" />Voxgate</Link>
        <span className="who" title={caller?.id}>{caller?.tenant ?? (caller ? t('nav.operator') : '')}</span>
        <CommandPalette destinations={offered} />
        <Preferences />
        <button type="button" className="quiet" onClick={() => void signOut()}>{t('nav.signOut')}</button>
      </header>
      <nav id="navigation" className={open ? 'side open' : 'side'} aria-label={t('nav.label')}>
        <div className="side-list">
          <ul>
            {offered.map((one) => (
              <li key={one.to}>
                <Link to={one.to} activeOptions={{ exact: one.to === '/', includeSearch: false }}>{t(one.label)}</Link>
              </li>
            ))}
          </ul>
          <ul className="below"><li><a href="/reference/">{t('nav.reference')}</a></li></ul>
        </div>
      </nav>
      <main id="main" ref={main} tabIndex={-1} aria-busy={pending}><Outlet /></main>
    </div>
  )
}

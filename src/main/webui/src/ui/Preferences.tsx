import { useState } from 'react'
import { useLanguage, type Language } from '../i18n'

const NAME = 'voxgate-theme'
type Theme = 'light' | 'dark' | 'system'

function stored(): Theme {
  const theme = localStorage.getItem(NAME)
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}

/** Before anything is drawn, so that nobody sees the other theme first. */
export function applyTheme(theme: Theme = stored()): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}

export function Preferences() {
  const { language, choose, text } = useLanguage()
  const [theme, setTheme] = useState(stored)

  function change(next: Theme) {
    if (next === 'system') localStorage.removeItem(NAME)
    else localStorage.setItem(NAME, next)
    applyTheme(next)
    setTheme(next)
  }

  return (
    <div className="preferences">
      <select aria-label={text('preferences.language')} value={language} onChange={(event) => choose(event.target.value as Language)}>
        <option value="en" lang="en">English</option>
        <option value="zh" lang="zh-CN">中文</option>
      </select>
      <select aria-label={text('preferences.theme')} value={theme} onChange={(event) => change(event.target.value as Theme)}>
        <option value="system">{text('preferences.system')}</option>
        <option value="light">{text('preferences.light')}</option>
        <option value="dark">{text('preferences.dark')}</option>
      </select>
    </div>
  )
}

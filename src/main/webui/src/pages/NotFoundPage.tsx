import { Link } from '@tanstack/react-router'
import { useText } from '../i18n'

export function NotFoundPage() {
  const t = useText()
  return (
    <div className="page">
      <h1>{t('notFound.title')}</h1>
      <p>{t('notFound.text')} <Link to="/">{t('nav.home')}</Link></p>
    </div>
  )
}

import { createContext, useContext, useMemo, useState, type ReactNode } from 'react'
import { en } from './en'
import { zh } from './zh'

export type TextKey = keyof typeof en
export type Language = 'en' | 'zh'
export type Text = (key: TextKey, values?: Record<string, string | number>) => string

const NAME = 'voxgate-language'
const texts: Record<Language, Record<TextKey, string>> = { en, zh }

function preferred(): Language {
  const chosen = localStorage.getItem(NAME)
  if (chosen === 'en' || chosen === 'zh') return chosen
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

function filled(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

interface Chosen {
  language: Language
  choose: (language: Language) => void
  text: Text
}

const Context = createContext<Chosen | undefined>(undefined)

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(preferred)
  const chosen = useMemo<Chosen>(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    return {
      language,
      choose(next) {
        localStorage.setItem(NAME, next)
        setLanguage(next)
      },
      text: (key, values = {}) => filled(texts[language][key], values),
    }
  }, [language])
  return <Context value={chosen}>{children}</Context>
}

export function useLanguage(): Chosen {
  const chosen = useContext(Context)
  if (!chosen) throw new Error('A component outside of LanguageProvider asks for texts')
  return chosen
}

export function useText(): Text {
  return useLanguage().text
}

export function useFormats() {
  const { language } = useLanguage()
  return useMemo(() => {
    const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
    const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' })
    const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' })
    const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
    return {
      time: (instant: string | undefined) => (instant ? time.format(new Date(instant)) : ''),
      clock: (instant: string | undefined) => (instant ? clock.format(new Date(instant)) : ''),
      number: (value: number) => number.format(value),
    }
  }, [language])
}

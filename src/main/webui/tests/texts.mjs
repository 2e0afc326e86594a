// The portal's own texts, so that a journey finds what a reader of that language sees.
import { readFileSync } from 'node:fs'

async function load(language) {
  const source = readFileSync(new URL(`../src/i18n/${language}.ts`, import.meta.url), 'utf8')
    .replace(/^import type .*$/m, '')
    .replace(/export const \w+(: [^=]+)? =/, 'export default')
  return (await import(`data:text/javascript;charset=utf-8,${encodeURIComponent(source)}`)).default
}

const texts = { en: await load('en'), zh: await load('zh') }

/** t('nav.home'), in that language. */
export function textsOf(language) {
  return (key, values = {}) => {
    const text = texts[language][key]
    if (text === undefined) throw new Error(`No text ${key} in ${language}`)
    return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole))
  }
}

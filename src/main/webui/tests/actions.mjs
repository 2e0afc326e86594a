// What every journey does.
import { base } from './browser.mjs'

export async function signIn(page, t, key, path = '/') {
  await page.goto(base + path)
  await page.getByLabel(t('signIn.key')).fill(key)
  await page.getByRole('button', { name: t('signIn.submit') }).click()
  await page.getByRole('button', { name: t('nav.signOut') }).waitFor()
}

/** Where a script of the page could find a key; of these it is in none. */
export async function expectNoScriptFinds(page, context, key) {
  const readable = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, window.name, history.state, location.href]))
  expect(!readable.includes(key), `A script can read the key: ${readable}`)
  expect(!readable.includes('voxgate-session'), `A script can read the session: ${readable}`)
  const cookies = await context.cookies()
  const session = cookies.find((cookie) => cookie.name.endsWith('voxgate-session'))
  expect(session?.httpOnly && session.sameSite === 'Strict' && session.expires === -1, `The cookie is ${JSON.stringify({ ...session, value: undefined })}`)
  expect(!cookies.some((cookie) => cookie.value.includes(key)), 'The key is in a cookie')
}

export async function go(page, t, destination) {
  await page.getByRole('navigation', { name: t('nav.label') }).getByRole('link', { name: t(destination), exact: true }).click()
  await page.getByRole('heading', { level: 1, name: t(destination) }).waitFor()
}

export async function confirm(page, label) {
  await page.getByRole('button', { name: label, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: label, exact: true }).click()
}

export function expect(condition, what) {
  if (!condition) throw new Error(what)
}

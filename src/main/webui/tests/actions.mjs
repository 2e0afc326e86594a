// What every journey does.
import { base } from './browser.mjs'

export async function signIn(page, t, key, path = '/') {
  await page.goto(base + path)
  await page.getByLabel(t('signIn.key')).fill(key)
  await page.getByRole('button', { name: t('signIn.submit') }).click()
  await page.getByRole('button', { name: t('nav.signOut') }).waitFor()
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

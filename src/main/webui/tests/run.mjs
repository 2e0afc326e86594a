// Runs the journeys, or those whose name has a word of the command line, and says of each how it went: one line of JSON each.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { launch, open } from './browser.mjs'
import { textsOf } from './texts.mjs'
import * as agents from './journeys/agents.mjs'
import * as accounts from './journeys/accounts.mjs'
import * as firstSteps from './journeys/first-steps.mjs'
import * as sessions from './journeys/sessions.mjs'
import { sweep } from './sweep.mjs'

const pictures = process.env.PICTURES ?? '../../../target/portal'
mkdirSync(pictures, { recursive: true })

const journeys = [firstSteps, agents, sessions, accounts].flatMap((module) => module.journeys)
const words = process.argv.slice(2)
const wanted = (name) => words.length === 0 || words.some((word) => name.includes(word))
const report = (name, seconds, failure) => console.log(JSON.stringify({ name, seconds: Math.round(seconds * 10) / 10, ...(failure ? { failure } : {}) }))
const browser = await launch()

const named = journeys
  .flatMap((journey) => (journey.languages ?? ['en']).map((language) => ({ journey, language, name: `${journey.name} (${language})` })))
  .filter(({ name }) => wanted(name))

async function run({ journey, language, name }) {
  const began = performance.now()
  const opened = await open(browser, { language, ...journey.options })
  let failure
  try {
    await journey.run({ page: opened.page, t: textsOf(language), language, context: opened.context })
    const faults = await opened.faults()
    if (faults.length > 0) failure = faults.join('\n')
  } catch (error) {
    failure = [error instanceof Error ? error.message : String(error), ...(await opened.faults())].join('\n')
  }
  await opened.page.screenshot({ path: join(pictures, `${failure ? 'FAILED ' : ''}${name.replace(/[^\w ()-]/g, '')}.png`) }).catch(() => {})
  await opened.context.close()
  report(name, (performance.now() - began) / 1000, failure)
}

// Two at once, since most of a journey is waiting; what measures, or keeps pace with a conversation, has the machine for itself.
const waiting = named.filter(({ journey }) => !journey.alone)
await Promise.all([0, 1].map(async () => {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await run(next)
}))
for (const single of named.filter(({ journey }) => journey.alone)) await run(single)

if (words.length === 0 || words.includes('sweep')) {
  await sweep(browser, pictures, report)
}
await browser.close()

// Says how large each part is, fails when what a first visit loads is over the budget, and writes the compressed files that the service sends.
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const BUDGET_BYTES = 150 * 1024
const out = 'dist'
const manifest = JSON.parse(readFileSync(join(out, '.vite/manifest.json'), 'utf8'))
const size = (file) => gzipSync(readFileSync(join(out, file)), { level: 9 }).length
const entry = Object.values(manifest).find((chunk) => chunk.isEntry)

// The entry with all that it imports at once, its styles, the page itself, and the page that opens first.
function loaded(chunk, seen = new Set()) {
  if (seen.has(chunk)) return seen
  seen.add(chunk)
  for (const name of chunk.imports ?? []) loaded(manifest[name], seen)
  return seen
}

const chunks = loaded(entry)
loaded(manifest['src/pages/HomePage.tsx'], chunks)
const first = new Set(['index.html'])
for (const chunk of chunks) [chunk.file, ...(chunk.css ?? [])].forEach((file) => first.add(file))

const files = readdirSync(join(out, 'assets')).filter((name) => /\.(js|css)$/.test(name)).map((name) => `assets/${name}`)
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} kB`
for (const file of ['index.html', ...files].sort((one, other) => size(other) - size(one))) {
  console.log(`${kilobytes(size(file)).padStart(9)}  ${first.has(file) ? 'first' : 'lazy '}  ${file}`)
}
const total = [...first].reduce((sum, file) => sum + size(file), 0)
console.log(`First load: ${kilobytes(total)} compressed, of at most ${kilobytes(BUDGET_BYTES)}`)
if (total > BUDGET_BYTES) {
  console.error('The first load is over the budget: load what is not needed at once lazily.')
  process.exit(1)
}
for (const file of ['index.html', ...files]) writeFileSync(join(out, `${file}.gz`), gzipSync(readFileSync(join(out, file)), { level: 9 }))
rmSync(join(out, '.vite'), { recursive: true })

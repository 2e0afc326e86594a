// Installs and builds only what has changed: a build of the service that leaves the portal alone costs nothing here.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const LIBRARIES = ['package.json', 'package-lock.json', '.npmrc']
const SOURCES = ['src', 'scripts', 'index.html', 'vite.config.ts', 'tsconfig.json', '../../../openapi/voxgate.yaml']
const INSTALLED = 'node_modules/.voxgate-installed'
const BUILT = 'dist/.voxgate-built'

function files(path) {
  if (!existsSync(path)) return []
  try {
    return readdirSync(path).sort().flatMap((name) => files(join(path, name)))
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path]
    throw error
  }
}

function digest(paths) {
  const hash = createHash('sha256')
  for (const file of paths.flatMap(files)) hash.update(file).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

function same(stamp, value) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === value
}

function npm(...parameters) {
  const { status } = spawnSync('npm', parameters, { stdio: 'inherit' })
  if (status !== 0) {
    console.error(`[ERROR] npm ${parameters.join(' ')} failed, in src/main/webui; its words are above.`)
    process.exit(1)
  }
}

const libraries = digest(LIBRARIES)
const all = libraries + digest(SOURCES)
if (same(BUILT, all)) {
  console.log('The portal is built: nothing has changed.')
  process.exit(0)
}
if (!same(INSTALLED, libraries)) {
  npm('ci', '--no-audit', '--no-fund')
  writeFileSync(INSTALLED, libraries)
}
npm('run', 'build')
writeFileSync(BUILT, all)

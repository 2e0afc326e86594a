#!/usr/bin/env bash
# Builds the portal into dist/, if what it is made from has changed since. Maven runs this before it packs resources.
set -eu
cd "$(dirname "${BASH_SOURCE[0]}")"

missing() {
  printf '[ERROR] %s\n' "$1" "The portal is built with Node 20.19 or later and npm: nodejs.org, or your system's packages." \
    "Without them: -Dportal.skip=true builds the service with the API reference alone."
  exit 1
}
command -v node >/dev/null || missing "Node was not found."
command -v npm >/dev/null || missing "npm was not found."
node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' \
  || missing "Node $(node --version) is too old."
exec node scripts/build.mjs

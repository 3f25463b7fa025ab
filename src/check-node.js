// Runs before anything else, on whatever Node is there: an old one can neither read TypeScript nor load better-sqlite3.
import module from 'node:module'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const required = 26
if (Number(process.versions.node.split('.')[0]) < required) {
  process.stderr.write(
    `Vestnik needs Node ${required} or newer, and this is ${process.versions.node}: run "npm ci" and start it by "npm start".\n`,
  )
  process.exit(1)
}

// Stripped and compiled files are kept for the next start, where only the owner of the program writes; the container has them
// from its build, and nobody writes there.
module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/vestnik', import.meta.url)))

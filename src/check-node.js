// Runs before anything else, on whatever Node is there: an old one can neither read TypeScript nor load better-sqlite3.
import process from 'node:process'

const required = 26
if (Number(process.versions.node.split('.')[0]) < required) {
  process.stderr.write(
    `Vestnik needs Node ${required} or newer, and this is ${process.versions.node}: run "npm ci" and start it by "npm start".\n`,
  )
  process.exit(1)
}

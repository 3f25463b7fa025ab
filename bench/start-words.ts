import { readFileSync } from 'node:fs'

/** The project's folder. */
export const root = new URL('../', import.meta.url).pathname
/** What `npm start` gives to Node. */
export const startWords: readonly string[] = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { scripts: { start: string } }
).scripts.start
  .split(' ')
  .slice(1)

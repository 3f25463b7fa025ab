import { inspect } from 'node:util'

/** What stands behind the error codes of SQLite and of the file system, and what to do about it; `%` is the database file. */
const databaseTroubles: readonly { readonly code: RegExp; readonly words: string }[] = [
  { code: /^SQLITE_NOTADB$/, words: '% is not an SQLite database: set DATABASE_PATH to another file' },
  { code: /^SQLITE_CORRUPT/, words: 'the database % is damaged: put back a backup, or begin with another file' },
  { code: /^(SQLITE_FULL|ENOSPC|EDQUOT)$/, words: 'the disk with the database % is full' },
  { code: /^SQLITE_IOERR/, words: 'the database % cannot be read or written: is the disk full or failing?' },
  {
    code: /^(SQLITE_READONLY|EROFS)/,
    words: 'the database % may not be written to: see the rights of the file and its folder',
  },
  { code: /^(SQLITE_BUSY|SQLITE_LOCKED)/, words: 'the database % is in use by another program' },
  {
    code: /^(SQLITE_CANTOPEN|SQLITE_PERM|SQLITE_AUTH|EACCES|EPERM|EEXIST|ENOTDIR)/,
    words: 'the database % cannot be opened: see DATABASE_PATH, and the rights of the file and its folder',
  },
]

const maxCauses = 5

/** An error with the errors that caused it, in one line: "the connection failed: getaddrinfo ENOTFOUND t.me". */
export function describeError(error: unknown): string {
  const messages: string[] = []
  for (let cause = error; cause !== undefined && messages.length < maxCauses;) {
    const message = cause instanceof Error ? cause.message : inspect(cause, { depth: 0 })
    if (message !== '' && !messages.some((said) => said.includes(message))) messages.push(message)
    cause = cause instanceof Error ? cause.cause : undefined
  }
  return messages.join(': ')
}

/** The same, with what it means when it is about the database file. */
export function describeTrouble(error: unknown, databasePath: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const trouble = databaseTroubles.find((one) => one.code.test(code))
  const message = describeError(error)
  return trouble === undefined ? message : `${trouble.words.replace('%', () => databasePath)} (${message})`
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const source = new URL('../../src/', import.meta.url)

/** What a finished process left. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** The program as `npm start` and `npm run vestnik` start it, with nothing but the settings given. */
export function startProgram(words: readonly string[], settings: Readonly<Record<string, string>>, cwd: string) {
  const child = spawn(
    process.execPath,
    [`--import=${new URL('check-node.js', source).href}`, fileURLToPath(new URL('main.ts', source)), ...words],
    { cwd, env: { PATH: process.env['PATH'] ?? '', ...settings }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const ended: Promise<Ended> = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }))
  return {
    ended,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    /** A test that fails must not leave a process behind. */
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

export function runProgram(
  words: readonly string[],
  settings: Readonly<Record<string, string>>,
  cwd: string,
): Promise<Ended> {
  return startProgram(words, settings, cwd).ended
}

import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const packages = '/usr/lib/postgresql'
const startAttempts = 50

/** A PostgreSQL of our own: a cluster in a temporary folder, reached by a socket there. */
export interface Postgres extends AsyncDisposable {
  /** What psql prints for a script. */
  run(script: string): string
}

/** null where Debian's package `postgresql` is not installed. */
export async function startPostgres(): Promise<Postgres | null> {
  const version = existsSync(packages) ? readdirSync(packages).sort().at(-1) : undefined
  if (version === undefined) return null
  const program = (name: string): string => join(packages, version, 'bin', name)
  const folder = mkdtempSync(join(tmpdir(), 'vestnik-postgres-'))
  const owner = findOwner()
  chownSync(folder, owner.uid, owner.gid)
  const data = join(folder, 'data')
  const options = { ...owner, cwd: folder, env: { LC_ALL: 'C.UTF-8' } }
  execFileSync(program('initdb'), ['-D', data, '-A', 'trust', '-U', 'bench', '-E', 'UTF8', '--no-sync'], {
    ...options,
    stdio: 'ignore',
  })
  const settings = ['listen_addresses=', 'fsync=off', 'jit=off', 'max_parallel_workers_per_gather=0', 'work_mem=64MB']
  const server = spawn(program('postgres'), ['-D', data, '-k', folder, ...settings.flatMap((one) => ['-c', one])], {
    ...options,
    stdio: 'ignore',
  })
  const run = (script: string): string =>
    execFileSync(program('psql'), ['-h', folder, '-U', 'bench', '-d', 'postgres', '-qAtX', '-v', 'ON_ERROR_STOP=1'], {
      ...options,
      input: script,
      encoding: 'utf8',
      maxBuffer: 1e8,
      stdio: ['pipe', 'pipe', 'ignore'],
    })
  const stop = async (): Promise<void> => {
    await stopServer(server)
    rmSync(folder, { recursive: true })
  }
  for (let attempt = 0; attempt < startAttempts; attempt += 1) {
    try {
      run('SELECT 1')
      return { run, [Symbol.asyncDispose]: stop }
    } catch {
      await sleep(200)
    }
  }
  await stop()
  throw new Error('PostgreSQL did not start')
}

/** PostgreSQL does not run as root; its package has a user for it. */
function findOwner(): { readonly uid: number; readonly gid: number } {
  const { uid, gid } = userInfo()
  if (uid !== 0) return { uid, gid }
  return { uid: idOf('-u'), gid: idOf('-g') }
}

function idOf(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return
  const exited = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGINT')
  await exited
}

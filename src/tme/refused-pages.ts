import { existsSync, readdirSync } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../domain/time.ts'

/** A page that was read and could not be understood. */
export interface RefusedPage {
  /** The name that was asked for. */
  readonly name: string
  readonly html: string
  /** Without words of the page. */
  readonly reason: string
}

export interface RefusedPages {
  /** Keeps a page in the place of the oldest one. Never rejects: a full disk must not hide why the page was refused. */
  keep(page: RefusedPage): Promise<void>
}

const maxPages = 5
const maxPageBytes = 1024 * 1024
const fileName = /^(\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}-\d{3}Z)_(\w{1,64})\.html$/

/** Keeps the last few refused pages as files in a folder, which is made when it is needed. */
export function createRefusedPages(
  folder: string,
  { clock, onTrouble }: { readonly clock: Clock; readonly onTrouble: (error: unknown) => void },
): RefusedPages {
  return {
    async keep({ name, html, reason }) {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        const file = join(folder, `${new Date(clock.now()).toISOString().replaceAll(/[:.]/g, '-')}_${name}.html`)
        const body = Buffer.from(`<!-- Refused: ${reason} -->\n${html}`).subarray(0, maxPageBytes)
        await writeFile(`${file}.part`, body, { mode: 0o600 })
        await rename(`${file}.part`, file)
        await removeOldest(folder)
      } catch (error) {
        onTrouble(error)
      }
    },
  }
}

/** What is kept, the newest first: when it was refused, and whose page it is. */
export function listRefusedPages(folder: string): readonly { readonly at: string; readonly name: string }[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .flatMap((file) => {
      const [, stamp, name] = fileName.exec(file) ?? []
      return stamp === undefined || name === undefined ? [] : [{ at: toInstantLabel(stamp), name }]
    })
    .sort((a, b) => b.at.localeCompare(a.at))
}

async function removeOldest(folder: string): Promise<void> {
  const files = (await readdir(folder)).filter((file) => fileName.test(file)).sort()
  for (const file of files.slice(0, -maxPages)) await rm(join(folder, file), { force: true })
}

function toInstantLabel(stamp: string): string {
  return stamp.replace(/T(\d{2})-(\d{2})-(\d{2})-\d{3}Z$/, 'T$1:$2:$3Z')
}

import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The largest file that is sent; Telegram takes 50 MB. */
export const maxFileBytes = 48_000_000

/** What was to be written is more than Telegram takes. */
export class FileTooLargeError extends Error {}

/**
 * Writes the pieces to a file that lives as long as `use` takes, in constant memory. Throws FileTooLargeError, and then no file
 * was made larger than the limit.
 */
export async function withFile<T>(
  pieces: AsyncIterable<string>,
  use: (path: string) => Promise<T>,
  maxBytes = maxFileBytes,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'vestnik-file-'))
  const path = join(folder, 'file')
  try {
    await write(path, pieces, maxBytes)
    return await use(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Small pieces are written together. */
const bytesAtOnce = 64 * 1024

async function write(path: string, pieces: AsyncIterable<string>, maxBytes: number): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    let waiting = ''
    let bytes = 0
    const flush = async (): Promise<void> => {
      const chunk = Buffer.from(waiting)
      waiting = ''
      bytes += chunk.length
      if (bytes > maxBytes) throw new FileTooLargeError('the file is larger than Telegram takes')
      await file.writeFile(chunk)
    }
    for await (const piece of pieces) {
      waiting += piece
      if (waiting.length >= bytesAtOnce) await flush()
    }
    await flush()
  } finally {
    await file.close()
  }
}

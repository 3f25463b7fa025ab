/** A file that was sent. */
export interface StoredFile {
  readonly fileId: string
  readonly uniqueId: string
  readonly kind: 'photo' | 'document' | 'video'
  readonly name: string | null
  readonly mimeType: string | null
  readonly size: number
  /** null: only its address or an invented content is known, or the bytes were dropped to bound the memory. */
  readonly bytes: Buffer | null
}

export interface FileStore {
  add(file: Omit<StoredFile, 'fileId' | 'uniqueId' | 'size'> & { size?: number }): StoredFile
  find(fileId: string): StoredFile | null
}

const maxFiles = 2000
const maxTotalBytes = 64 * 1024 * 1024

/** Keeps the latest files; the bytes of older ones are dropped first, then the files themselves. */
export function createFileStore(): FileStore {
  const files = new Map<string, StoredFile>()
  let serial = 0
  let totalBytes = 0

  const shrink = (): void => {
    for (const [id, file] of files) {
      if (totalBytes <= maxTotalBytes && files.size <= maxFiles) return
      totalBytes -= file.bytes?.length ?? 0
      if (files.size > maxFiles) files.delete(id)
      else files.set(id, { ...file, bytes: null })
    }
  }

  return {
    add(file) {
      serial += 1
      const unique = serial.toString(36).padStart(8, '0')
      const stored: StoredFile = {
        ...file,
        size: file.size ?? file.bytes?.length ?? 0,
        fileId: `sandbox-${file.kind}-${unique}`,
        uniqueId: `sb${unique}`,
      }
      files.set(stored.fileId, stored)
      totalBytes += stored.bytes?.length ?? 0
      shrink()
      return stored
    },
    find: (fileId) => files.get(fileId) ?? null,
  }
}

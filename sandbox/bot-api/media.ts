import type { StoredFile } from '../world/files.ts'
import type { WorldState } from '../world/state.ts'
import type { DocumentFile, MessageContent, PhotoSize } from '../world/types.ts'
import { checkedLink } from '../formatting/link-check.ts'
import { badRequest } from './api-error.ts'
import type { ApiCall, Upload } from './call.ts'

export type MediaKind = 'photo' | 'document' | 'video'

const maxPhotoBytes = 10 * 1024 * 1024

/**
 * The file that a request sends: uploaded under `field`, attached by name, by address (which is not fetched) or by the id of
 * one sent before. null when there is none. Throws ApiError for one that Telegram would refuse.
 */
export function findFile(state: WorldState, call: ApiCall, place: { field: string; value: string }, kind: MediaKind) {
  const { field, value } = place
  const attached = value.startsWith('attach://') ? value.slice('attach://'.length) : null
  if (attached === null && value !== '') return findRemote(state, value, kind)
  const upload = call.files.get(attached ?? field)
  return upload ? storeUpload(state, upload, kind) : null
}

function findRemote(state: WorldState, value: string, kind: MediaKind): StoredFile {
  const known = state.files.find(value)
  if (known && known.kind !== kind) throw badRequest(`can't use file of type ${title(known.kind)} as ${title(kind)}`)
  if (known) return known
  if (!value.includes('.') && !value.includes('://')) {
    throw badRequest('wrong remote file identifier specified: Wrong string length')
  }
  const url = checkedLink(value)
  if (url === null) throw badRequest('wrong file identifier/HTTP URL specified')
  const name = new URL(url).pathname.split('/').at(-1) ?? ''
  return state.files.add({ kind, name: name || 'file', mimeType: null, bytes: null, size: 1 })
}

function title(kind: MediaKind): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1)
}

function storeUpload(state: WorldState, { name, type, bytes }: Upload, kind: MediaKind): StoredFile {
  if (bytes.length === 0) throw badRequest('file must be non-empty')
  if (kind === 'photo') checkPhoto(bytes)
  return state.files.add({ kind, name: name || 'file', mimeType: type || null, bytes })
}

function checkPhoto(bytes: Buffer): void {
  if (bytes.length > maxPhotoBytes) {
    throw badRequest(
      `file of size ${bytes.length} bytes is too big for a photo; the maximum size is ${maxPhotoBytes} bytes`,
    )
  }
  const head = bytes.subarray(0, 12).toString('latin1')
  const isImage =
    head.startsWith('\x89PNG') ||
    head.startsWith('\xff\xd8\xff') ||
    head.startsWith('GIF8') ||
    /^RIFF.{4}WEBP/s.test(head)
  if (!isImage) throw badRequest('IMAGE_PROCESS_FAILED')
}

export function mediaContent(file: StoredFile): MessageContent {
  const ref = { file_id: file.fileId, file_unique_id: file.uniqueId, file_size: file.size }
  if (file.kind === 'photo') return { photo: [{ ...ref, width: 1280, height: 960 } satisfies PhotoSize] }
  const document: DocumentFile = {
    ...ref,
    file_name: file.name ?? 'file',
    mime_type: file.mimeType ?? 'application/octet-stream',
  }
  return file.kind === 'document' ? { document } : { video: { ...document, width: 1280, height: 720, duration: 1 } }
}

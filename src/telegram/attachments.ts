import { type Api, InputFile } from 'grammy'
import { toApiSignal } from './api-signal.ts'
import type { LocalFile } from './command.ts'
import type { Html } from './html.ts'
import type { Keyboard } from './keyboard.ts'
import { shutOf, toOutcome } from './outcome.ts'
import { type Place, toKeyboardOptions, toPlaceOptions } from './place.ts'

const pictureName = 'picture.png'

interface Picture {
  readonly png: Uint8Array
  readonly caption: Html
  readonly keyboard: Keyboard
  readonly signal: AbortSignal
}

/** Sends a PNG with a caption. Throws GrammyError or HttpError. */
export async function sendPicture(
  uploads: Api,
  place: Place,
  { png, caption, keyboard, signal }: Picture,
): Promise<void> {
  const options = { caption: caption.source, parse_mode: 'HTML', ...toKeyboardOptions(keyboard) } as const
  await inOpenThread(place, (where) =>
    uploads.sendPhoto(
      place.chatId,
      new InputFile(png, pictureName),
      { ...options, ...toPlaceOptions(where) },
      toApiSignal(signal),
    ),
  )
}

/** Puts another picture with another caption into a message. Throws GrammyError or HttpError. */
export async function editPicture(
  uploads: Api,
  { chatId, messageId }: { readonly chatId: number; readonly messageId: number },
  { png, caption, keyboard, signal }: Picture,
): Promise<void> {
  const photo = new InputFile(png, pictureName)
  const media = { type: 'photo', media: photo, caption: caption.source, parse_mode: 'HTML' } as const
  try {
    await uploads.editMessageMedia(chatId, messageId, media, toKeyboardOptions(keyboard), toApiSignal(signal))
  } catch (error) {
    if (toOutcome(error).kind !== 'sent') throw error
  }
}

/** Sends a file from the disk. Throws GrammyError or HttpError. */
export async function sendFile(
  uploads: Api,
  place: Place,
  { path, name }: LocalFile,
  signal: AbortSignal,
): Promise<void> {
  await inOpenThread(place, (where) =>
    uploads.sendDocument(
      place.chatId,
      new InputFile(path, name),
      { disable_content_type_detection: true, ...toPlaceOptions(where) },
      toApiSignal(signal),
    ),
  )
}

/** In the chat itself when its topic is gone or closed. */
async function inOpenThread(place: Place, send: (where: Place) => Promise<unknown>): Promise<void> {
  await send(place).catch((error: unknown) => {
    if (place.threadId === null || shutOf(error) === null) throw error
    return send({ ...place, threadId: null })
  })
}

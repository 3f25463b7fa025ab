import type { FormatName } from '../../core/export/formats.ts'
import type { ExportOffer, ExportRefusal } from '../../flows/export.ts'
import { FileTooLargeError, maxFileBytes, withFile } from '../bounded-file.ts'
import { cleanLine } from '../clean-text.ts'
import { type Call, type Command, defineCommand, type Press } from '../command.ts'
import { renderSize } from '../file-size.ts'
import { type Html, join, markup } from '../html.ts'
import { encodeButton, type Keyboard } from '../keyboard.ts'
import type { Translate } from '../texts.ts'
import { whileTyping } from '../while-typing.ts'
import { followButton } from './follow-offer.ts'
import type { CommandParts } from './parts.ts'
import { renderQueryFault } from './query-fault.ts'

/** What is offered in a chat; a feed is for programs. */
const offered = ['csv', 'html', 'jsonl'] as const satisfies readonly FormatName[]
/** Files that are made at the same time, in all chats together. */
const maxAtOnce = 2
const maxShownLength = 40

/**
 * /export @channel or /export <query>: how much there is, then the file. What was asked for stands in the answer itself, in its
 * first `code` entity, so that nothing need be remembered.
 */
export function createExportCommand(parts: CommandParts): Command {
  const busy = new Set<number>()
  return defineCommand({
    name: 'export',
    descriptions: {
      en: 'posts as a file: /export @name or /export words',
      ru: 'посты файлом: /export @имя или /export слова',
      uk: 'дописи файлом: /export @назва або /export слова',
    },
    scope: 'all',
    changesSettings: true,
    run: async (call) => {
      const { chat, signal, input } = call
      if (input === '') {
        await call.reply(call.t('export-usage'))
        return
      }
      const offer = await whileTyping(parts.clock, call, () =>
        parts.flows.exporting.offer({ chat, text: input, signal }),
      )
      const { text, keyboard } = renderOffer(offer, call.t)
      await call.reply(text, keyboard)
    },
    actions: {
      make: { changesSettings: true, run: (press) => make(parts, press, busy) },
    },
  })
}

function renderOffer(offer: ExportOffer, t: Translate): { readonly text: Html; readonly keyboard: Keyboard } {
  if (offer.kind !== 'found') return renderRefusal(offer, t)
  const head = markup`🗂 <code>${offer.canonical}</code>`
  if (offer.posts === 0) return { text: join([head, t('export-nothing')], '\n'), keyboard: [] }
  const fitting = offered.filter((format) => offer.bytes[format] <= maxFileBytes)
  const lines = [
    t('export-offer', { count: offer.posts }),
    ...offered.map((format) => markup`${format.toUpperCase()}: ≈ ${renderSize(offer.bytes[format], t)}`),
    ...(fitting.length === offered.length ? [] : [tooLarge(t)]),
  ]
  const buttons = fitting.map((format) => ({
    text: format.toUpperCase(),
    data: encodeButton('export', 'make', format),
  }))
  return { text: join([head, ...lines], '\n'), keyboard: [buttons] }
}

function renderRefusal(refusal: ExportRefusal, t: Translate): { readonly text: Html; readonly keyboard: Keyboard } {
  switch (refusal.kind) {
    case 'no_channels':
      return { text: t('channels-none'), keyboard: [] }
    case 'not_followed': {
      const name = cleanLine(`@${refusal.name}`, maxShownLength)
      const text = join([t('not-followed', { name }), t('followed-where')], ' ')
      return { text, keyboard: [[followButton(refusal.name, t)]] }
    }
    case 'fault':
      return { text: renderQueryFault(refusal, 'export', t), keyboard: [] }
  }
}

function tooLarge(t: Translate): Html {
  return t('export-too-large', { limit: renderSize(maxFileBytes, t) })
}

/** Makes the file in the background, since a large one takes longer than an answer may, and sends it. */
async function make(parts: CommandParts, press: Press, busy: Set<number>): Promise<void> {
  const { t, chat } = press
  const format = offered.find((one) => one === press.args[0])
  if (format === undefined || press.quoted === null) return press.notify(t.plain('button-old-notice'))
  if (busy.has(chat.id) || busy.size >= maxAtOnce) return press.notify(t.plain('export-busy-notice'))
  const text = press.quoted
  busy.add(chat.id)
  await press.notify(t.plain('export-making-notice'))
  parts.background.start(async (signal) => {
    try {
      await sendExport(parts, press, { text, format, signal })
    } finally {
      busy.delete(chat.id)
    }
  })
}

async function sendExport(
  { flows }: CommandParts,
  call: Call,
  { text, format, signal }: { readonly text: string; readonly format: FormatName; readonly signal: AbortSignal },
): Promise<void> {
  const { t, chat } = call
  try {
    const opened = await flows.exporting.open({ chat, text, format, signal })
    if (opened.kind !== 'opened') {
      const refusal = renderRefusal(opened, t)
      await call.reply(refusal.text, refusal.keyboard)
      return
    }
    const { pieces, fileName } = opened
    await withFile(pieces, (path) => call.replyWithFile({ path, name: fileName }, signal))
  } catch (error) {
    if (signal.aborted) throw error
    await call.reply(error instanceof FileTooLargeError ? tooLarge(t) : t('export-failed'))
    if (!(error instanceof FileTooLargeError)) throw error
  }
}

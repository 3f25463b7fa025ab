import type { Digest, Occasion } from '../domain/digest.ts'
import type { MessagePart } from '../domain/messenger.ts'
import type { Parcel } from '../domain/parcel.ts'
import { cleanLine } from './clean-text.ts'
import { join, markup, toPlain } from './html.ts'
import { encodeButton } from './keyboard.ts'
import { isPaged, type LaidPage, layOutDigest } from './layouts.ts'
import { layOutRich } from './rich-layout.ts'
import { keyboardOf } from './story-buttons.ts'
import type { Texts, Translate } from './texts.ts'

const maxQueryLength = 300

/**
 * The messages of a digest: one for each part of a full one, else one that shows the first of its pages. Pure: the same digest
 * always gives the same messages.
 */
export function renderDigest(
  digest: Digest,
  texts: Texts,
  parcel?: Pick<Parcel, 'id' | 'chatId'>,
): readonly MessagePart[] {
  if (digest.occasion?.kind === 'flood') return [renderFlood(digest.occasion, texts(digest.language), parcel)]
  if (digest.isRich !== true || !isPaged(digest)) {
    const pages = layOutDigest(digest, texts)
    return (isPaged(digest) ? pages.slice(0, 1) : pages).map((_, index) =>
      toPart(pages, index, { digest, texts, parcel }),
    )
  }
  const [plain] = [toPart(layOutDigest(digest, texts), 0, { digest, texts, parcel })]
  const { html, buttons } = toPart(layOutRich(digest, texts), 0, { digest, texts, parcel })
  return [{ ...plain, rich: { html, ...(buttons !== undefined && { buttons }) } }]
}

/** Only the number of posts, and a button to all of them. */
function renderFlood(
  { query, count }: Extract<Occasion, { kind: 'flood' }>,
  t: Translate,
  parcel: Pick<Parcel, 'id'> | undefined,
): MessagePart {
  const name = query === null ? [] : [markup`🔎 <b>${cleanLine(query, maxQueryLength)}</b>`]
  const text = join([...name, t('digest-flood', { count })], '\n')
  const all = {
    text: t.plain('digest-flood-button', { count }),
    data: encodeButton('digest', 'all', parcel?.id ?? 0, 0),
  }
  return { html: text.source, plain: toPlain(text), ...(parcel !== undefined && { buttons: [[all]] }) }
}

function toPart(
  pages: readonly LaidPage[],
  index: number,
  { digest, texts, parcel }: { digest: Digest; texts: Texts; parcel: Pick<Parcel, 'id' | 'chatId'> | undefined },
): MessagePart {
  const html = pages[index]?.html
  if (html === undefined) throw new Error('a digest has at least one page')
  const place = {
    parcelId: parcel?.id ?? 0,
    page: index,
    isGroup: (parcel?.chatId ?? 0) < 0,
    t: texts(digest.language),
  }
  const buttons = parcel === undefined || digest.length === undefined ? [] : keyboardOf(digest, pages, place)
  return { html: html.source, plain: toPlain(html), ...(buttons.length > 0 && { buttons }) }
}

/** The pages of a digest that has them, in the form of the message that shows it. */
export function pagesOf(digest: Digest, texts: Texts, form: 'html' | 'rich'): readonly LaidPage[] {
  return form === 'rich' ? layOutRich(digest, texts) : layOutDigest(digest, texts)
}

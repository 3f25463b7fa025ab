import type { Digest } from '../domain/digest.ts'
import type { MessagePart } from '../domain/messenger.ts'
import type { Parcel } from '../domain/parcel.ts'
import { toPlain } from './html.ts'
import { isPaged, type LaidPage, layOutDigest } from './layouts.ts'
import { layOutRich } from './rich-layout.ts'
import { keyboardOf } from './story-buttons.ts'
import type { Texts } from './texts.ts'

/**
 * The messages of a digest: one for each part of a full one, else one that shows the first of its pages. Pure: the same digest
 * always gives the same messages.
 */
export function renderDigest(
  digest: Digest,
  texts: Texts,
  parcel?: Pick<Parcel, 'id' | 'chatId'>,
): readonly MessagePart[] {
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

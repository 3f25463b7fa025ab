import type { SandboxMedia } from '../channels.ts'
import { isAlbumItem } from './channel-registry.ts'
import { escapeUrl } from './escape.ts'
import { pictureUrl, renderVideoBody } from './media.ts'
import { postUrl, type MessageView } from './site.ts'

const width = 453
const gap = 2

interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** The photos and videos of an album in one block. Its items are the only place where the ids but the first stand. */
export function renderAlbum(view: MessageView): string {
  const items = view.post.media.flatMap((media, place) => (isAlbumItem(media) ? [{ media, place }] : []))
  const boxes = layout(items.length)
  const last = boxes.at(-1)
  const height = last ? last.top + last.height : 0
  return `<div class="tgme_widget_message_grouped_wrap js-message_grouped_wrap" data-margin-w="${gap}" data-margin-h="${gap}" style="width:${width}px;">
  <div class="tgme_widget_message_grouped js-message_grouped" style="padding-top:${((height / width) * 100).toFixed(3)}%">
    <div class="tgme_widget_message_grouped_layer js-message_grouped_layer" style="width:${width}px;height:${height}px">
      ${items.map(({ media, place }, index) => renderItem(view, { media, place, id: view.post.albumIds[index]!, box: boxes[index]! })).join('')}
    </div>
  </div>
</div>`
}

/** Rows of two, the first item alone when the number is odd. */
function layout(count: number): Box[] {
  const boxes: Box[] = []
  const half = Math.floor((width - gap) / 2)
  let top = 0
  for (let index = 0; index < count;) {
    const isWide = index === 0 && count % 2 === 1
    const height = isWide ? 255 : 169
    if (isWide) boxes.push({ left: 0, top, width, height })
    else boxes.push({ left: 0, top, width: half, height }, { left: half + gap, top, width: half, height })
    index += isWide ? 1 : 2
    top += height + gap
  }
  return boxes
}

interface Item {
  readonly media: SandboxMedia
  /** Among the media of the post. */
  readonly place: number
  readonly id: number
  readonly box: Box
}

function renderItem(view: MessageView, { media, place, id, box }: Item): string {
  const href = `${postUrl(view.profile.name, id)}?single`
  const position = `left:${box.left}px;top:${box.top}px;width:${box.width}px;height:${box.height}px;margin-right:0px;margin-bottom:${gap}px;`
  const ratio = (box.width / box.height).toFixed(4)
  if (media.kind === 'video') {
    const state = media.tooBig ? ' not_supported' : ''
    const wrap =
      '<div class="tgme_widget_message_video_wrap grouped_media js-message_video_wrap" style="left:0;right:0;top:-1px;bottom:-1px;">'
    return `<a class="tgme_widget_message_video_player${state} grouped_media_wrap blured js-message_video_player" style="${position}" data-ratio="${ratio}" href="${href}">${renderVideoBody(view, media, place, wrap)}</a>`
  }
  const picture = `background-image:url('${escapeUrl(pictureUrl(view, 'photo', place))}')`
  return `<a class="tgme_widget_message_photo_wrap grouped_media_wrap blured js-message_photo" style="${position}${picture}" data-ratio="${ratio}" href="${href}">
  <div class="grouped_media_helper" style="top:0;bottom:0;left:0px;right:0px;">
    <div class="tgme_widget_message_photo grouped_media" style="left:0;right:0;top:-1px;bottom:-1px;"></div>
  </div>
</a>`
}

import { type PlacedStory, storiesInOrder } from '../../core/digest/order.ts'
import type { Digest } from '../../domain/digest.ts'
import { cleanLine } from '../clean-text.ts'
import type { Action, Press } from '../command.ts'
import { join } from '../html.ts'
import { encodeButton, type Keyboard } from '../keyboard.ts'
import type { LaidPage } from '../layouts.ts'
import { pagesOf } from '../render.ts'
import { isLone, keyboardOf, marksIn, menuOf, type Place, storyOf, withMark, withMarks } from '../story-buttons.ts'
import type { CommandParts } from './parts.ts'
import { renderTried } from './watch-preview.ts'

const maxNameLength = 24
const maxQueryInNotice = 60

/** A press under a message of a digest: what the message shows, and which page and story it is about. */
interface Pressed {
  readonly press: Press
  readonly digest: Digest
  readonly pages: readonly LaidPage[]
  readonly place: Place
  /** null where the button is of a page. */
  readonly story: PlacedStory | null
}

type Handle = (pressed: Pressed) => Promise<void>

/**
 * The buttons under digests and alerts. All that they need to know stands in the digest as it was sent, in their data, and, for who
 * took a story, in their labels.
 */
export function createStoryActions(parts: CommandParts): Readonly<Record<string, Action>> {
  const { feedback } = parts.flows
  const stay = (handle: Handle): Action => ({ changesSettings: false, run: (press) => open(parts, press, handle) })
  const change = (handle: Handle): Action => ({ changesSettings: true, run: (press) => open(parts, press, handle) })
  return {
    page: stay(turnTo),
    back: stay(({ press, digest, pages, place }) => show(press, keyboardOf(digest, pages, place))),
    menu: stay(({ press, pages, place }) => show(press, menuOf(pages[place.page]?.stories ?? [], place))),
    story: stay((pressed) => showStory(parts, pressed)),
    marked: stay((pressed) => showStory(parts, pressed)),
    mute: change((pressed) => setMuted(parts, pressed, true)),
    unmute: change((pressed) => setMuted(parts, pressed, false)),
    take: stay((pressed) => mark(parts, pressed, '✋')),
    done: stay((pressed) => mark(parts, pressed, '✅')),
    reject: stay(async (pressed) => {
      const { press, story, digest, pages, place } = pressed
      const number = story?.group.watch
      if (story === null || number === undefined) return
      const outcome = await feedback.reject(press.chat, { number, postId: story.item.postId })
      if (outcome.kind === 'gone') return press.notify(press.t.plain('story-watch-gone-notice'))
      await press.notify(press.t.plain('story-rejected-notice', { count: outcome.count }))
      // On to the next: nothing else is asked of a story that is not relevant.
      await (isLone(pages) ? showStory(parts, pressed) : show(press, keyboardOf(digest, pages, place)))
      if (outcome.offer !== null) await offerSharper(parts, press, { ...outcome.offer, number, count: outcome.count })
    }),
  }
}

/** Finds the digest that the message shows, among those that were sent to this chat. */
async function open({ store, texts }: CommandParts, press: Press, handle: Handle): Promise<void> {
  const [parcelId = 0, ...rest] = press.args.map(Number)
  const content = Number.isSafeInteger(parcelId) ? await store.outbox.findContent(press.chat.id, parcelId) : null
  if (content === null || 'kind' in content) return press.notify(press.t.plain('digest-old-notice'))
  const pages = pagesOf(content, texts, press.isRich ? 'rich' : 'html')
  const page = Math.min(Math.max(Math.trunc(rest.at(-1) ?? 0) || 0, 0), pages.length - 1)
  const number = rest.length > 1 ? rest[0] : undefined
  const story = number === undefined ? null : (storiesInOrder(content).find((one) => one.number === number) ?? null)
  const place = { parcelId, page, isGroup: !press.isPrivate, t: press.t }
  await handle({ press, digest: content, pages, place, story })
}

/** Marks stay, whatever else changes. */
function show(press: Press, keyboard: Keyboard): Promise<void> {
  return press.editKeyboard(withMarks(keyboard, marksIn(press.keyboard)))
}

async function turnTo({ press, digest, pages, place }: Pressed): Promise<void> {
  const page = pages[place.page]
  if (page === undefined) return
  const keyboard = withMarks(keyboardOf(digest, pages, place), marksIn(press.keyboard))
  await (press.isRich ? press.editRich(page.html, keyboard) : press.edit(page.html, keyboard))
}

async function showStory(
  { flows, store }: CommandParts,
  { press, digest, pages, place, story }: Pressed,
): Promise<void> {
  if (story === null) return show(press, keyboardOf(digest, pages, place))
  const number = story.group.watch
  const muted = number === undefined ? [] : ((await flows.feedback.findMuted(press.chat)).get(number) ?? [])
  const isRejected =
    number !== undefined &&
    (await store.feedback.isRejected({ chatId: press.chat.id, number, postId: story.item.postId }))
  const isTaken = marksIn(press.keyboard).some((mark) => mark.number === story.number)
  const isMuted = muted.includes(story.channel.name.toLowerCase())
  await show(press, storyOf(story, place, { isMuted, isRejected, isTaken, isLone: isLone(pages) }))
}

async function setMuted(parts: CommandParts, pressed: Pressed, muted: boolean): Promise<void> {
  const { press, story } = pressed
  const number = story?.group.watch
  if (story === null || number === undefined) return
  const name = story.channel.name
  const outcome = await parts.flows.feedback.setMuted(press.chat, { number, channel: name, muted })
  if (outcome.kind === 'gone') return press.notify(press.t.plain('story-watch-gone-notice'))
  if (outcome.kind === 'refused') return press.notify(press.t.plain('story-unmutable-notice'))
  const query = cleanLine(story.group.query ?? '', maxQueryInNotice)
  await press.notify(press.t.plain(muted ? 'story-muted-notice' : 'story-unmuted-notice', { name: `@${name}`, query }))
  await showStory(parts, pressed)
}

/** Who and when, in the message alone: nothing about the person is stored. */
async function mark(
  { clock }: CommandParts,
  { press, digest, pages, place, story }: Pressed,
  sign: string,
): Promise<void> {
  if (story === null || press.isPrivate) return
  const who = cleanLine(press.who, maxNameLength)
  const words = `${sign} ${who === '' ? '' : `${who}, `}${press.dates.time(clock.now())}`
  const marks = withMark(marksIn(press.keyboard), story.number, words, place)
  await press.editKeyboard(withMarks(keyboardOf(digest, pages, place), marks))
}

/** The query without a word that is typical of what was not relevant, tried as /watch tries one. */
async function offerSharper(
  { flows, clock }: CommandParts,
  press: Press,
  offer: { readonly word: string; readonly canonical: string; readonly number: number; readonly count: number },
): Promise<void> {
  const tried = await flows.watching.try(press.chat, offer.canonical)
  if (tried.kind !== 'tried') return
  const { t } = press
  const number = String(offer.number)
  const lead = t('sharper', { count: offer.count, number, word: offer.word })
  await press.reply(join([lead, renderTried(tried, press, clock.now())], '\n\n'), [
    [{ text: t.plain('watch-replace-button', { number }), data: encodeButton('watch', 'replace', offer.number) }],
    [{ text: t.plain('watch-cancel-button'), data: encodeButton('watch', 'cancel') }],
  ])
}

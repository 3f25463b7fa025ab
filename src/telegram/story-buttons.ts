import { postUrl } from '../core/channel-ref.ts'
import type { PlacedStory } from '../core/digest/order.ts'
import type { Digest } from '../domain/digest.ts'
import { type Button, encodeButton, type Keyboard, parseButton } from './keyboard.ts'
import { isPaged, type LaidPage } from './layouts.ts'
import type { Translate } from './texts.ts'

/** The parcel, the page that its message shows, and who reads it. */
export interface Place {
  readonly parcelId: number
  /** From 0. */
  readonly page: number
  readonly isGroup: boolean
  readonly t: Translate
}

/** So many numbers stand in a row. */
const rowLength = 8
/** Buttons that a page shows before its menu is opened. */
const directNumbers = 7
const command = 'digest'

/**
 * The buttons under a page: of a lone story all that can be done with it; else numbers of its first stories, a menu of them all, and
 * the pages around.
 */
export function keyboardOf(digest: Digest, pages: readonly LaidPage[], place: Place): Keyboard {
  const stories = pages[place.page]?.stories ?? []
  const [only] = stories
  if (only !== undefined && isLone(pages)) return storyRows(only, place, { isLone: true })
  const pageButtons = isPaged(digest) ? turnButtons(pages.length, place) : []
  const direct = isPaged(digest) ? directOf(stories) : []
  const menu =
    stories.length > direct.length
      ? [{ text: '⋯', data: encodeButton(command, 'menu', place.parcelId, place.page) }]
      : []
  return [[...direct.map((story) => numberButton(story, place)), ...menu], pageButtons].filter((row) => row.length > 0)
}

/** Those whose numbers stand there at once: all when a row holds them, else the first, leads before what is told below them. */
function directOf(stories: readonly PlacedStory[]): readonly PlacedStory[] {
  return stories.length <= rowLength ? stories : stories.filter(({ under }) => under === null).slice(0, directNumbers)
}

/** Whether there is one story and no other: its buttons stand under the message from the first. */
export function isLone([page, ...others]: readonly LaidPage[]): boolean {
  return others.length === 0 && page?.stories.length === 1
}

/** The numbers of all stories of the page. */
export function menuOf(stories: readonly PlacedStory[], place: Place): Keyboard {
  const numbers = stories.map((story) => numberButton(story, place))
  const rows = Array.from({ length: Math.ceil(numbers.length / rowLength) }, (_, row) =>
    numbers.slice(row * rowLength, (row + 1) * rowLength),
  )
  return [...rows, [backButton(place)]]
}

/** What a chat has done about a story. */
export interface StoryState {
  readonly isMuted?: boolean
  readonly isRejected?: boolean
  /** A mark is there: somebody took it. */
  readonly isTaken?: boolean
  /** The message has no other story. */
  readonly isLone?: boolean
}

/** The buttons of one story, which stand in the place of those of the page. */
export function storyOf(story: PlacedStory, place: Place, state: StoryState): Keyboard {
  return [...storyRows(story, place, state), ...(state.isLone === true ? [] : [[backButton(place)]])]
}

function storyRows(story: PlacedStory, place: Place, state: StoryState): Keyboard {
  const { item, channel, group, number } = story
  const { isMuted, isRejected, isTaken } = state
  const { t } = place
  const button = (action: string, text: string): Button => ({
    text,
    data: encodeButton(command, action, place.parcelId, number, place.page),
  })
  const name = { name: `@${channel.name}` }
  const words = t.plain('story-open-button')
  // Of many, the buttons must say whose they are.
  const open = {
    text: state.isLone === true ? words : `${number} ${words}`,
    url: postUrl(channel.name, item.messageId),
  }
  const history = item.edited
    ? [{ text: t.plain('story-history-button'), data: encodeButton('history', 'show', channel.name, item.messageId) }]
    : []
  const query =
    group.watch === undefined
      ? []
      : [
          isMuted === true
            ? button('unmute', t.plain('story-unmute-button', name))
            : button('mute', t.plain('story-mute-button', name)),
          button('reject', t.plain(isRejected === true ? 'story-rejected-button' : 'story-reject-button')),
        ]
  const take = place.isGroup
    ? [isTaken === true ? button('done', t.plain('story-done-button')) : button('take', t.plain('story-take-button'))]
    : []
  return [[open, ...history], query, take].filter((row) => row.length > 0)
}

function numberButton({ number }: PlacedStory, { parcelId, page }: Place): Button {
  return { text: String(number), data: encodeButton(command, 'story', parcelId, number, page) }
}

function backButton({ parcelId, page, t }: Place): Button {
  return { text: t.plain('story-back-button'), data: encodeButton(command, 'back', parcelId, page) }
}

/** "‹", "2/3", "›" */
function turnButtons(count: number, { parcelId, page }: Place): readonly Button[] {
  if (count < 2) return []
  const to = (index: number, text: string): Button => ({ text, data: encodeButton(command, 'page', parcelId, index) })
  return [
    ...(page > 0 ? [to(page - 1, '◀')] : []),
    to(page, `${page + 1} / ${count}`),
    ...(page < count - 1 ? [to(page + 1, '▶')] : []),
  ]
}

/** So many stories of a message can be taken at once. */
const maxMarks = 10

/** A story that somebody took or did: the name and the hour are kept in the button and nowhere else. */
export interface Mark {
  readonly number: number
  readonly text: string
  readonly data: string
}

/** The marks among the buttons of a message. */
export function marksIn(keyboard: Keyboard): readonly Mark[] {
  return keyboard.flat().flatMap((button): Mark[] => {
    const data = 'data' in button ? parseButton(button.data) : null
    const number = Number(data?.args[1])
    if (!('data' in button) || data?.command !== command || data.action !== 'marked') return []
    return Number.isInteger(number) ? [{ number, text: button.text, data: button.data }] : []
  })
}

/** The marks with another for its story; the oldest make room. */
export function withMark(marks: readonly Mark[], number: number, words: string, place: Place): readonly Mark[] {
  const mark = {
    number,
    text: `${number} ${words}`,
    data: encodeButton(command, 'marked', place.parcelId, number, place.page),
  }
  return [...marks.filter((one) => one.number !== number), mark].slice(-maxMarks)
}

/** The buttons with the marks above them, a row each. */
export function withMarks(keyboard: Keyboard, marks: readonly Mark[]): Keyboard {
  return [...marks.map(({ text, data }) => [{ text, data }]), ...keyboard]
}

import type { Channels, SandboxMedia } from '../channels.ts'
import type { Faults, FaultRule } from '../faults.ts'
import type { World } from '../world.ts'
import {
  ControlError,
  degreesField,
  flagField,
  numberField,
  optionalNumber,
  queryNumber,
  textField,
} from './requests.ts'
import type { Fields } from './requests.ts'

/** What the control API works on. */
export interface ControlContext {
  readonly world: World
  readonly channels: Channels
  readonly faults: Faults
  readonly isBotOnline: () => boolean
  readonly webRoot: () => string
}

export interface Route {
  readonly verb: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly path: RegExp
  readonly run: (context: ControlContext, request: RouteRequest) => unknown
}

export interface RouteRequest {
  /** Groups of the path, decoded. */
  readonly parts: readonly string[]
  readonly query: URLSearchParams
  /** Empty where there is no body. */
  readonly fields: Fields
}

const pressTimeoutMs = 10_000
const maxRows = 1000

export const routes: readonly Route[] = [
  { verb: 'GET', path: /^\/control\/state$/, run: state },
  { verb: 'GET', path: /^\/control\/chats\/(-?\d{1,16})\/messages$/, run: messages },
  { verb: 'GET', path: /^\/control\/commands$/, run: commands },
  { verb: 'POST', path: /^\/control\/send$/, run: send },
  { verb: 'POST', path: /^\/control\/forward$/, run: forward },
  { verb: 'POST', path: /^\/control\/press$/, run: press },
  { verb: 'GET', path: /^\/control\/people\/(\d{1,16})\/suitable\/(-?\d{1,10})$/, run: suitable },
  { verb: 'POST', path: /^\/control\/share$/, run: share },
  { verb: 'POST', path: /^\/control\/location$/, run: location },
  { verb: 'POST', path: /^\/control\/block$/, run: block },
  { verb: 'GET', path: /^\/control\/channels\/(\w{1,64})\/posts$/, run: posts },
  { verb: 'POST', path: /^\/control\/channels\/(\w{1,64})\/posts$/, run: publish },
  { verb: 'PATCH', path: /^\/control\/channels\/(\w{1,64})\/posts\/(\d{1,15})$/, run: edit },
  { verb: 'DELETE', path: /^\/control\/channels\/(\w{1,64})\/posts\/(\d{1,15})$/, run: remove },
  { verb: 'POST', path: /^\/control\/faults$/, run: addFault },
  { verb: 'DELETE', path: /^\/control\/faults$/, run: clearFaults },
]

function state({ world, channels, isBotOnline, webRoot }: ControlContext): object {
  const { id, username, first_name: firstName } = world.bot
  return {
    bot: { id, username, firstName, online: isBotOnline() },
    people: world.people().map((person) => ({
      id: person.id,
      firstName: person.firstName,
      lastName: person.lastName,
      username: person.username,
      languageCode: person.languageCode,
      blocked: person.blocked,
    })),
    chats: world.chats().map(({ info, personIds, topics, replyKeyboard }) => ({
      id: info.id,
      type: info.type,
      title: info.title ?? info.first_name ?? '',
      personIds,
      topics: topics.map((topic) => ({ id: topic.id, name: topic.name, closed: topic.closed })),
      replyKeyboard,
    })),
    channels: channels.names().map((name) => {
      const profile = channels.profile(name)
      return { name, title: profile?.title ?? name, subscribers: profile?.subscribers ?? 0 }
    }),
    webRoot: webRoot(),
  }
}

function messages({ world }: ControlContext, { parts, query }: RouteRequest): unknown {
  const limit = queryNumber(query, 'limit', { fallback: 200, min: 1, max: maxRows })
  return world.messages(Number(parts[0])).slice(-limit)
}

function commands({ world }: ControlContext, { query }: RouteRequest): unknown {
  const ids = { fallback: null, min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }
  const [personId, chatId] = [queryNumber(query, 'personId', ids), queryNumber(query, 'chatId', ids)]
  return world.commandsFor(personId, chatId)
}

function send({ world }: ControlContext, { fields }: RouteRequest): unknown {
  const threadId = optionalNumber(fields, 'threadId')
  const options = threadId === null ? {} : { threadId }
  return world.say(numberField(fields, 'personId'), numberField(fields, 'chatId'), textField(fields, 'text'), options)
}

function forward({ world }: ControlContext, { fields }: RouteRequest): unknown {
  const post = { channel: textField(fields, 'channel'), postId: numberField(fields, 'postId') }
  return world.forwardPost(numberField(fields, 'personId'), numberField(fields, 'chatId'), post)
}

function press({ world }: ControlContext, { fields }: RouteRequest): unknown {
  const button = { messageId: numberField(fields, 'messageId'), data: textField(fields, 'data') }
  const options = { timeoutMs: pressTimeoutMs }
  return world.press(numberField(fields, 'personId'), numberField(fields, 'chatId'), button, options)
}

/** The chats that a button which asks for one offers. */
function suitable({ world }: ControlContext, { parts }: RouteRequest): unknown {
  return world.suitableChats(Number(parts[0]), Number(parts[1]))
}

function share({ world }: ControlContext, { fields }: RouteRequest): unknown {
  const [personId, requestId] = [numberField(fields, 'personId'), numberField(fields, 'requestId')]
  return world.shareChat(personId, requestId, numberField(fields, 'chatId'))
}

function location({ world }: ControlContext, { fields }: RouteRequest): unknown {
  const point = { latitude: degreesField(fields, 'latitude'), longitude: degreesField(fields, 'longitude') }
  return world.sendLocation(numberField(fields, 'personId'), numberField(fields, 'chatId'), point)
}

function block({ world }: ControlContext, { fields }: RouteRequest): unknown {
  world.block(numberField(fields, 'personId'), flagField(fields, 'blocked'))
  return { blocked: flagField(fields, 'blocked') }
}

function posts({ channels }: ControlContext, { parts, query }: RouteRequest): unknown {
  const limit = queryNumber(query, 'limit', { fallback: 50, min: 1, max: maxRows })
  return channels.posts(channelName(channels, parts)).slice(-limit)
}

function publish({ channels }: ControlContext, { parts, fields }: RouteRequest): unknown {
  const name = channelName(channels, parts)
  return channels.publish(name, { html: textField(fields, 'html'), media: mediaOf(fields['media'] ?? null) })
}

function mediaOf(kind: unknown): SandboxMedia[] {
  if (kind === null) return []
  if (kind === 'photo') return [{ kind }]
  if (kind === 'video') return [{ kind, durationS: 42 }]
  if (kind === 'document') return [{ kind, title: 'document.pdf', sizeLabel: '128 KB' }]
  if (kind !== 'poll') throw new ControlError(400, 'media must be photo, video, document, poll or null.')
  const options = [
    { text: 'Yes', percent: 64 },
    { text: 'No', percent: 36 },
  ]
  return [{ kind, question: 'What do you think?', type: 'Anonymous Poll', options, voters: 250 }]
}

function edit({ channels }: ControlContext, { parts, fields }: RouteRequest): unknown {
  return channels.edit(channelName(channels, parts), Number(parts[1]), { html: textField(fields, 'html') })
}

function remove({ channels }: ControlContext, { parts }: RouteRequest): unknown {
  channels.delete(channelName(channels, parts), Number(parts[1]))
  return { deleted: Number(parts[1]) }
}

function channelName(channels: Channels, parts: readonly string[]): string {
  const profile = channels.profile(parts[0] ?? '')
  if (!profile) throw new ControlError(404, `There is no channel @${parts[0] ?? ''}.`)
  return profile.name
}

/** A path is a part of the address here; a pattern cannot come as JSON. */
function addFault({ faults }: ControlContext, { fields }: RouteRequest): unknown {
  const times = fields['times'] === 'Infinity' ? Infinity : (fields['times'] ?? 1)
  const match = fields['match'] ?? {}
  if (typeof match !== 'object') throw new ControlError(400, 'match must be an object.')
  const { path } = match as Fields
  if (path !== undefined && typeof path !== 'string') throw new ControlError(400, 'match.path must be a text.')
  faults.add({ ...fields, match, times } as unknown as FaultRule)
  return { added: true }
}

function clearFaults({ faults }: ControlContext): unknown {
  faults.clear()
  return { cleared: true }
}

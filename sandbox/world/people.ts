import {
  createChatRecord,
  emit,
  getChat,
  getPerson,
  member,
  nowSeconds,
  sendUpdate,
  toChatInfo,
  toUser,
} from './state.ts'
import type { WorldState } from './state.ts'
import { toChatMember } from './members.ts'
import { WorldError } from './types.ts'
import type { NewPerson, Person } from './types.ts'

const firstPersonId = 101
const maxPersonId = 0xff_ff_ff_ff_ff

/** Adds a person, with a private chat of the same id in which nothing has been written. */
export function addPerson(state: WorldState, person: NewPerson): Person {
  const id = person.id ?? Math.max(firstPersonId - 1, ...state.people.keys()) + 1
  if (!Number.isSafeInteger(id) || id <= 0 || id > maxPersonId) throw new WorldError(`${id} cannot be a person's id.`)
  if (state.people.has(id) || id === state.bot.id) throw new WorldError(`The id ${id} is taken.`)
  const added: Person = { ...person, id, started: false, blocked: false, deactivated: false }
  state.people.set(id, added)
  state.chats.set(id, createChatRecord({ id, type: 'private', title: person.firstName }))
  emit(state, { type: 'state' })
  return added
}

/** The person stops the bot, or lets it write again. */
export function block(state: WorldState, personId: number, blocked: boolean): void {
  const person = getPerson(state, personId)
  if (person.blocked === blocked) return
  person.blocked = blocked
  emit(state, { type: 'state' })
  const chat = getChat(state, personId)
  const [before, after] = blocked ? (['member', 'kicked'] as const) : (['kicked', 'member'] as const)
  sendUpdate(state, {
    name: 'my_chat_member',
    payload: {
      chat: toChatInfo(state, chat),
      from: toUser(person),
      date: nowSeconds(state),
      old_chat_member: toChatMember(chat, state.bot, member(before)),
      new_chat_member: toChatMember(chat, state.bot, member(after)),
    },
  })
}

/** The person deletes the account. The bot hears nothing of it until it writes. */
export function deactivate(state: WorldState, personId: number): void {
  getPerson(state, personId).deactivated = true
  emit(state, { type: 'state' })
}

import type { FormattedEntity } from '../formatting.ts'

/** The Bot API's User. */
export interface User {
  readonly id: number
  readonly is_bot: boolean
  readonly first_name: string
  readonly last_name?: string
  readonly username?: string
  readonly language_code?: string
}

export type ChatType = 'private' | 'group' | 'supergroup' | 'channel'

/** The Bot API's Chat. */
export interface ChatInfo {
  readonly id: number
  readonly type: ChatType
  readonly title?: string
  readonly username?: string
  readonly first_name?: string
  readonly last_name?: string
  readonly is_forum?: true
}

/** The Bot API's MessageEntity. */
export interface MessageEntity extends FormattedEntity {
  readonly user?: User
}

export interface FileRef {
  readonly file_id: string
  readonly file_unique_id: string
  readonly file_size?: number
}

export interface PhotoSize extends FileRef {
  readonly width: number
  readonly height: number
}

export interface DocumentFile extends FileRef {
  readonly file_name?: string
  readonly mime_type?: string
}

export interface VideoFile extends DocumentFile {
  readonly width: number
  readonly height: number
  readonly duration: number
}

export interface InlineKeyboardButton {
  readonly text: string
  readonly url?: string
  readonly callback_data?: string
  readonly [other: string]: unknown
}

export interface InlineKeyboardMarkup {
  readonly inline_keyboard: readonly (readonly InlineKeyboardButton[])[]
}

/** The Bot API's KeyboardButtonRequestChat, so far as the sandbox heeds it. */
export interface ChatRequest {
  readonly request_id: number
  readonly chat_is_channel: boolean
  readonly request_title: boolean
  /** The bot is added, if need be. */
  readonly bot_is_member: boolean
  readonly user_administrator_rights: AdminRights | null
  /** The bot is given them, if need be. */
  readonly bot_administrator_rights: AdminRights | null
}

export interface ReplyButton {
  readonly text: string
  readonly request_chat?: ChatRequest
  /** Sends where the person is. */
  readonly request_location?: true
}

/** Buttons below the input field of a chat. */
export interface ReplyKeyboard {
  readonly rows: readonly (readonly ReplyButton[])[]
  readonly isOneTime: boolean
}

export type ForwardOrigin =
  | {
      readonly type: 'channel'
      readonly date: number
      readonly chat: ChatInfo
      readonly message_id: number
      readonly author_signature?: string
    }
  | { readonly type: 'user'; readonly date: number; readonly sender_user: User }
  | { readonly type: 'hidden_user'; readonly date: number; readonly sender_user_name: string }

export interface Poll {
  readonly id: string
  readonly question: string
  readonly options: readonly { readonly text: string; readonly voter_count: number }[]
  readonly total_voter_count: number
  readonly is_closed: boolean
  readonly is_anonymous: boolean
  readonly type: string
  readonly allows_multiple_answers: boolean
}

/** The Bot API's Location. */
export interface GeoPoint {
  readonly latitude: number
  readonly longitude: number
}

/** What a message shows. */
export interface MessageContent {
  readonly text?: string
  readonly entities?: readonly MessageEntity[]
  readonly link_preview_options?: object
  readonly caption?: string
  readonly caption_entities?: readonly MessageEntity[]
  readonly photo?: readonly PhotoSize[]
  readonly document?: DocumentFile
  readonly video?: VideoFile
  readonly animation?: VideoFile
  readonly video_note?: FileRef & { readonly length: number; readonly duration: number }
  readonly voice?: FileRef & { readonly duration: number }
  readonly sticker?: FileRef & { readonly width: number; readonly height: number; readonly [other: string]: unknown }
  readonly audio?: FileRef & { readonly duration: number; readonly title?: string; readonly performer?: string }
  readonly location?: GeoPoint
  readonly venue?: { readonly location: GeoPoint; readonly title: string; readonly address: string }
  readonly contact?: { readonly phone_number: string; readonly first_name: string }
  readonly poll?: Poll
  readonly rich_message?: { readonly blocks: readonly object[]; readonly is_rtl?: true }
  readonly media_group_id?: string
}

/** The Bot API's Message, so far as the sandbox makes them. Objects that are given out never change. */
export interface Message extends MessageContent {
  readonly message_id: number
  readonly message_thread_id?: number
  readonly is_topic_message?: true
  readonly from?: User
  readonly sender_chat?: ChatInfo
  readonly author_signature?: string
  /** Seconds since 1970. */
  readonly date: number
  readonly edit_date?: number
  readonly chat: ChatInfo
  readonly forward_origin?: ForwardOrigin
  readonly via_bot?: User
  readonly reply_to_message?: Message
  readonly reply_markup?: InlineKeyboardMarkup
  readonly new_chat_members?: readonly User[]
  readonly left_chat_member?: User
  readonly migrate_to_chat_id?: number
  readonly migrate_from_chat_id?: number
  readonly group_chat_created?: true
  readonly supergroup_chat_created?: true
  readonly forum_topic_created?: { readonly name: string; readonly icon_color: number }
  readonly chat_shared?: { readonly request_id: number; readonly chat_id: number; readonly title?: string }
  readonly forum_topic_closed?: object
  readonly forum_topic_reopened?: object
}

export interface NewPerson {
  /** A small positive number; the next free one when absent. */
  readonly id?: number
  readonly firstName: string
  readonly lastName?: string
  readonly username?: string
  /** IETF tag of the person's app. */
  readonly languageCode?: string
}

export interface Person extends NewPerson {
  readonly id: number
  /** The person has written to the bot; before that the bot cannot begin. */
  started: boolean
  blocked: boolean
  deactivated: boolean
}

export type MemberStatus = 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked'

/** Rights by the Bot API's names. Those not named are off. */
export type AdminRights = Readonly<Partial<Record<AdminRight, boolean>>>

export type AdminRight =
  | 'can_manage_chat'
  | 'can_delete_messages'
  | 'can_manage_video_chats'
  | 'can_restrict_members'
  | 'can_promote_members'
  | 'can_change_info'
  | 'can_invite_users'
  | 'can_post_stories'
  | 'can_edit_stories'
  | 'can_delete_stories'
  | 'can_post_messages'
  | 'can_edit_messages'
  | 'can_pin_messages'
  | 'can_manage_topics'

export interface Member {
  readonly status: MemberStatus
  readonly rights: AdminRights
  readonly isAnonymous: boolean
  /** Of a restricted member: may send messages. */
  readonly canSend: boolean
}

export interface NewMember {
  readonly personId: number
  readonly status?: MemberStatus
  readonly rights?: AdminRights
  readonly isAnonymous?: boolean
}

/** What a group lets its members send, by the Bot API's names. Administrators are not bound by it, bots that are none are. */
export interface GroupPermissions {
  readonly can_send_messages: boolean
  readonly can_send_photos: boolean
  readonly can_send_documents: boolean
}

export interface NewGroup {
  readonly id?: number
  readonly title: string
  readonly type?: 'group' | 'supergroup'
  readonly username?: string
  /** A supergroup with topics. */
  readonly isForum?: boolean
  readonly members?: readonly NewMember[]
  /** What the bot is there; when absent it was never added and does not know the group. */
  readonly botStatus?: MemberStatus
  readonly botRights?: AdminRights
}

export interface Topic {
  readonly id: number
  readonly name: string
  readonly closed: boolean
}

export interface CallbackAnswer {
  readonly text?: string
  readonly showAlert?: boolean
  readonly url?: string
}

export interface InlineAnswer {
  readonly results: readonly unknown[]
  readonly nextOffset: string
}

export interface BotCommand {
  readonly command: string
  readonly description: string
}

export type WorldEvent =
  | { readonly type: 'message'; readonly chatId: number; readonly message: Message }
  | { readonly type: 'message_edited'; readonly chatId: number; readonly message: Message }
  | { readonly type: 'message_deleted'; readonly chatId: number; readonly messageId: number }
  | { readonly type: 'chat_action'; readonly chatId: number; readonly action: string }
  | { readonly type: 'state' }

export type UpdateName =
  | 'message'
  | 'edited_message'
  | 'channel_post'
  | 'edited_channel_post'
  | 'callback_query'
  | 'inline_query'
  | 'my_chat_member'
  | 'chat_member'

/** Something the bot is told of. The Bot API numbers, filters and keeps it. */
export interface WorldUpdate {
  readonly name: UpdateName
  readonly payload: object
}

/** A request to the world that makes no sense, such as writing in a chat one is not in. The message is for people. */
export class WorldError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'WorldError'
  }
}

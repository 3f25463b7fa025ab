import type { BotUnderTest, Person } from './support.ts'

/** Where `addNewsroom` adds its group. */
export const newsroom = -1_001_000_000_301

export interface NewsroomOptions {
  readonly title?: string
  readonly isForum?: boolean
  /** One more administrator, who writes as the group. */
  readonly anonymous?: Person
}

/** Adds a supergroup of one who created it and one who is a member, both of whom read English; the bot is a member. */
export function addNewsroom(
  bot: BotUnderTest,
  { title = 'Newsroom', isForum = false, anonymous }: NewsroomOptions = {},
): { readonly admin: Person; readonly member: Person } {
  const [admin, member] = [bot.person({ languageCode: 'en' }), bot.person({ languageCode: 'en' })]
  const rights = { can_manage_chat: true }
  bot.sandbox.world.addGroup({
    id: newsroom,
    title,
    type: 'supergroup',
    members: [
      { personId: admin.id, status: 'creator' },
      { personId: member.id },
      ...(anonymous === undefined
        ? []
        : [{ personId: anonymous.id, status: 'administrator' as const, rights, isAnonymous: true }]),
    ],
    botStatus: 'member',
    isForum,
  })
  return { admin, member }
}

/** Adds a group of one person and the bot that is no supergroup yet; its id. */
export function addSmallGroup(bot: BotUnderTest, creator: Person): number {
  const members = [{ personId: creator.id, status: 'creator' as const }]
  return bot.sandbox.world.addGroup({ title: 'Small', type: 'group', members, botStatus: 'member' }).id
}

import { day, type Instant, minute } from '../../src/domain/time.ts'
import { type Archive, openArchive, reader } from './archive.ts'

/** A channel with two posts about boats a day for so many days, and a chat that follows it and saved the query. */
export async function openHarbour(days: number): Promise<Archive> {
  const archive = await openArchive({ backfill: 300 })
  const { sandbox, clock } = archive
  const startAt = clock.now()
  sandbox.channels.add({
    name: 'harbour',
    title: 'Harbour',
    description: '',
    subscribers: 5,
    telegramId: 42,
    preview: true,
  })
  for (let ago = days; ago >= 1; ago -= 1) publishBoats(archive, 2, startAt - ago * day - minute)
  await archive.addChat(1)
  await archive.following.follow(1, '@harbour', AbortSignal.timeout(60_000))
  await archive.watching.add(reader, 'boat')
  await archive.settle()
  return archive
}

/** So many posts about boats, a minute apart. */
export function publishBoats({ sandbox }: Archive, count: number, firstAt: Instant): void {
  for (let index = 0; index < count; index += 1)
    sandbox.channels.publish('harbour', { text: `boats ${firstAt} ${index}`, publishedAt: firstAt + index * minute })
}

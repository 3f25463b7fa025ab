import type { CopyReport } from '../domain/upkeep.ts'
import type { Output } from './output.ts'

/** Says what is in a copy. */
export async function printCopy(output: Output, what: string, report: CopyReport): Promise<void> {
  const { schema, channels, posts, chats, bytes } = report
  const megabytes = (bytes / 1e6).toFixed(1)
  await output.line(
    `${what}: sound; schema ${schema}, ${channels} channels, ${posts} posts, ${chats} chats, ${megabytes} MB`,
  )
}

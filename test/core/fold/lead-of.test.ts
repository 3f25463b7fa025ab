import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { leadOf } from '../../../src/core/fold/lead-of.ts'
import { createProfiling } from '../../../src/core/fold/profile.ts'
import { createStemAnalyzer } from '../../../src/core/text/stem-analyzer.ts'
import type { FoundPost } from '../../../src/domain/search.ts'
import { makePost } from '../../support/posts.ts'

const profileOf = createProfiling(createStemAnalyzer())
const ferry = 'Паром сел на мель у острова Кижи, на борту было 40 туристов'
const flowers = 'Выставка цветов открылась вечером в музее города Тулы, её посетили гости'

function found(id: number, channelId: number, text: string, views: number): FoundPost {
  const post = {
    ...makePost({ messageId: id, text, views: { label: String(views), value: views } }),
    id,
    channelId,
    boilerplate: [],
    firstSeenAt: 0,
    changedAt: null,
    deletedAt: null,
    lastSeenAt: null,
  }
  return { post, channelName: `channel_${channelId}`, channelTitle: `Channel ${channelId}` }
}

describe('the post that a day is told by', () => {
  it('is the first of the story that the most channels tell, whatever was seen more', () => {
    const posts = [
      found(1, 1, flowers, 9000),
      found(3, 2, ferry, 50),
      found(2, 3, `Срочно. ${ferry}`, 10),
      found(4, 2, ferry, 90),
    ]
    assert.equal(leadOf(posts, profileOf)?.post.id, 2)
  })

  it('is the most seen one where channels tell nothing in common, and the earliest where nobody counted', () => {
    assert.equal(
      leadOf([found(1, 1, flowers, 10), found(2, 2, ferry, 50), found(3, 2, ferry, 90)], profileOf)?.post.id,
      3,
    )
    assert.equal(leadOf([found(2, 2, ferry, 0), found(1, 1, flowers, 0)], profileOf)?.post.id, 1)
    assert.equal(leadOf([], profileOf), null)
  })
})

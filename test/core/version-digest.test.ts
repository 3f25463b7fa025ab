import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import { digestVersion, toCanonicalVersion, type VersionContent } from '../../src/core/version-digest.ts'

const version: VersionContent = {
  channelId: 1006503122,
  messageId: 519,
  publishedAt: Date.UTC(2026, 2, 1, 12),
  text: 'Путь "домой"\nй',
  entities: [{ type: 'bold', offset: 0, length: 4 }],
  media: [{ kind: 'photo', url: 'https://cdn.example/1.jpg', messageId: 519 }],
}

/** A version as it is seen at one moment of a poll. */
const poll = (percent: number, voters: number): VersionContent => ({
  ...version,
  media: [
    {
      kind: 'video',
      url: `https://cdn/${percent}`,
      thumbnailUrl: `https://cdn/t${percent}`,
      durationS: 3,
      messageId: 1,
    },
    {
      kind: 'poll',
      question: '?',
      type: percent > 50 ? 'Final Results' : 'Anonymous Poll',
      options: [{ text: 'yes', percent }],
      voters: { label: String(voters), value: voters },
    },
  ],
})

describe('the digest of a version', () => {
  it('is SHA-256 over exactly these bytes', () => {
    const bytes =
      '{"channel":1006503122,"entities":[{"length":4,"offset":0,"type":"bold"}],"id":519,' +
      '"media":[{"kind":"photo","messageId":519}],"publishedAt":"2026-03-01T12:00:00.000Z","text":"Путь \\"домой\\"\\nй"}'
    assert.equal(toCanonicalVersion(version), bytes)
    assert.equal(digestVersion(version), createHash('sha256').update(Buffer.from(bytes, 'utf8')).digest('hex'))
  })

  it('stays the same when addresses on the CDN die and a poll goes on', () => {
    assert.equal(digestVersion(poll(10, 5)), digestVersion(poll(90, 500)))
  })

  it('changes with what the post says, and with whose post it is', () => {
    const others: readonly Partial<VersionContent>[] = [
      { text: 'Путь' },
      { entities: [] },
      { media: [] },
      { media: null },
      { messageId: 520 },
      { channelId: 2 },
      { publishedAt: version.publishedAt + 1000 },
      { media: [{ kind: 'link_preview', url: 'https://example.org', site: null, title: null, description: null }] },
    ]
    const digests = new Set([version, ...others.map((other) => ({ ...version, ...other }))].map(digestVersion))
    assert.equal(digests.size, others.length + 1)
  })
})

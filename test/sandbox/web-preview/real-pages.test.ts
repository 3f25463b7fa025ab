import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { load, type CheerioAPI } from 'cheerio'
import { renderText } from '../../../sandbox/web-preview/text.ts'
import { startPreview } from './preview-server.ts'
import { equivalentPost, readContent, type Nodes } from './real-message.ts'

const pages = new URL('../../../../shared/pages/', import.meta.url)
const skip = existsSync(pages) ? false : 'the real pages are not here (../shared/pages)'

/** Set by the pages' own scripts: a server does not write them. */
const scriptedClasses = new Set(['ready', 'before_footer', 'date_visible'])
/** Not yet written in the pages of 2022. */
const laterClasses = new Set(['text_not_supported_wrap'])
/** The colours of a channel, which pages before 2026 tell in part; ids of photos; `multiple`: a poll with several answers. */
const variableClass = /^(?:user-color-\d+|bgcolor\d|[\d_]+|multiple)$/
/** `data-view` is missing in pages that were saved without it; pages before 2026 do not ask whether to open a link. */
const variableAttributes = new Set(['class', 'data-view', 'onclick'])

function readReal(file: string): CheerioAPI {
  return load(readFileSync(new URL(file, pages), 'utf8'))
}

test(
  'the messages of the real pages and their like here have the same tags, classes and attributes',
  { skip },
  async (t) => {
    for (const file of messageFiles) {
      const $ = readReal(file)
      for (const element of $('.tgme_widget_message[data-post]').toArray()) {
        await t.test(`${file} ${$(element).attr('data-post')}`, async () => {
          const $ours = await renderLike($, $(element))
          assert.deepEqual(shapeOf($ours, $ours('.tgme_widget_message').last()), shapeOf($, $(element)))
        })
      }
    }
  },
)

const messageFiles = [
  'sherlock-telegram/channel_feed.html',
  'infoscape/page.html',
  'lifemodel/telegram-test-channel.html',
  'tchan-2023/test_parse_forwarded_text_message.html',
  'tchan-2023/test_parse_location_message.html',
  'tchan-2023/test_parse_photo_multiple.html',
  'tchan-2023/test_parse_poll.html',
  'tchan-2023/test_parse_service_message_channel_created.html',
  'tchan-2023/test_parse_service_message_pinned.html',
  'tchan-2023/test_parse_signed_edited_text_message.html',
  'tchan-2023/test_parse_sticker_message.html',
  'tchan-2023/test_parse_text_message_link_with_regular_preview.html',
  'tchan-2023/test_parse_text_message_multiline.html',
  'tchan-2023/test_parse_video_big.html',
  'rust-any2feed/message_link_preview.html',
  'rust-any2feed/message_link_preview_text_only.html',
  'rust-any2feed/message_media_file.html',
  'rust-any2feed/message_media_forwarded_from.html',
  'rust-any2feed/message_media_photo_and_video.html',
  'rust-any2feed/message_media_round_video.html',
  'rust-any2feed/message_poll.html',
  'rust-any2feed/message_text.html',
  'rust-any2feed/message_voice.html',
  'rust-any2feed/message_with_from_author.html',
]

async function renderLike($: CheerioAPI, message: Nodes): Promise<CheerioAPI> {
  await using server = await startPreview()
  server.channels.publish('Demo_News', { text: 'The post that replies name' })
  server.channels.publish('Demo_News', equivalentPost($, message))
  return await server.page('/s/Demo_News')
}

test('the text of a real post, read and written again, is the same to the letter', { skip }, async (t) => {
  const file = 'sherlock-telegram/channel_feed.html'
  const source = readFileSync(new URL(file, pages), 'utf8')
  const $ = load(source)
  const texts = [...source.matchAll(/js-message_text" dir="auto">(.*?)<\/div>/gs)].map((match) => match[1])
  assert.ok(texts.length > 15)
  for (const [index, element] of $('.js-message_text').toArray().entries()) {
    await t.test(`${file} text ${index}`, () => {
      const { text, entities } = readContent($, $(element))
      assert.equal(renderText(text, entities), texts[index])
    })
  }
})

test('the frame of a page is that of the real page', { skip }, async () => {
  const $ = readReal('sherlock-telegram/channel_feed.html')
  await using server = await startPreview({ pageSize: 2 })
  server.channels.updateProfile('Demo_News', { verified: true })
  const media = [{ kind: 'photo' }, { kind: 'video', durationS: 1 }] as const
  for (const html of ['https://example.org', 'two', 'three'])
    server.channels.publish('Demo_News', { html, media: [...media] })
  const $ours = await server.page('/s/Demo_News')
  for (const frame of [$, $ours]) frame('.tgme_widget_message_wrap, script, style').remove()
  assert.deepEqual(shapeOf($ours, $ours('body')), shapeOf($, $('body')))
  assert.deepEqual(headOf($ours), headOf($))
})

test('a page without posts has the mark of the real one in the same place', { skip }, async () => {
  const $ = readReal('reconstructed/s_no_posts_found_2026-08.html')
  await using server = await startPreview()
  const $ours = await server.page('/s/Demo_News?q=nothing')
  for (const page of [$, $ours]) page('script, style, header').remove()
  assert.deepEqual(shapeOf($ours, $ours('body')), shapeOf($, $('body')))
})

test('the answer to the scroller is, without posts, the real one to the letter', { skip }, async () => {
  await using server = await startPreview()
  const response = await server.get('/s/Demo_News', {
    method: 'POST',
    headers: { 'X-Requested-With': 'XMLHttpRequest' },
  })
  assert.equal(
    await response.text(),
    readFileSync(new URL('reconstructed/xhr_no_posts_derived.json', pages), 'utf8').trim(),
  )
})

test('the landing pages have the frame of the real ones', { skip }, async (t) => {
  await using server = await startPreview({
    landings: {
      a_group: {
        kind: 'group',
        description: '@one_name\n\nText.\n\n@two_name\n\n@three_name\n\n@four_name\n\n@five_name',
      },
      a_bot: { kind: 'bot', description: 'A bot.', verified: true },
    },
  })
  server.channels.updateProfile('Demo_News', { verified: true })
  for (const [file, name] of landingFiles) {
    await t.test(file, async () => {
      const $ = readReal(file)
      const $ours = await server.page(`/${name}`)
      for (const page of [$, $ours]) page('script').remove()
      assert.deepEqual(shapeOf($ours, $ours('body')), shapeOf($, $('body')))
    })
  }
})

const landingFiles = [
  ['sherlock-telegram/tme_channel.html', 'Demo_News'],
  ['sherlock-telegram/tme_group.html', 'a_group'],
  ['sherlock-telegram/tme_bot.html', 'a_bot'],
  ['reconstructed/landing_nonexistent_2026-08.html', 'nobody_here'],
] as const

test('the widget of a missing post is the real one', { skip }, async (t) => {
  await using server = await startPreview()
  server.channels.add({ ...server.channels.profile('Demo_News')!, name: 'Closed', preview: false })
  for (const [file, path] of errorFiles) {
    await t.test(file, async () => {
      const $ = readReal(file)
      const $ours = await server.page(path)
      for (const page of [$, $ours]) page('script').remove()
      assert.deepEqual(shapeOf($ours, $ours('body')), shapeOf($, $('body')))
      assert.equal($ours('.tgme_widget_message_error').text(), $('.tgme_widget_message_error').text())
    })
  }
})

const errorFiles = [
  ['reconstructed/embed_post_not_found_2026-08.html', '/Demo_News/7?embed=1&mode=tme'],
  ['reconstructed/embed_channel_not_found_2026-09.html', '/thishandledoesnotexist_zz9q/7?embed=1&mode=tme'],
  ['reconstructed/embed_channel_not_displayable_2026-09.html', '/Closed/7?embed=1&mode=tme'],
] as const

/** Names of the facts in a page's head and kinds of its links, but for icons and styles, which are our own. */
function headOf($: CheerioAPI): string[] {
  const facts = $('meta')
    .toArray()
    .map((meta) => $(meta).attr('property') ?? $(meta).attr('name') ?? '')
  const links = $('link')
    .toArray()
    .map((link) => $(link).attr('rel') ?? '')
  return [...facts, ...links.filter((rel) => !rel.includes('icon') && rel !== 'stylesheet')]
}

/** "tag.class.class[attribute attribute]" of each element, in order, but for what differs for a known reason. */
function shapeOf($: CheerioAPI, message: Nodes): string[] {
  const scope = message.clone()
  // Filled by the channel's title, whose emoji are no part of the message, and by its picture, if it has one.
  scope.find('.tgme_widget_message_owner_name i.emoji, .tgme_widget_message_author_name i.emoji').remove()
  scope.find('.tgme_widget_message_user img').remove()
  // The room that a script keeps free for the footer.
  scope.find('span[style*="inline-block"]').remove()
  // Drawn otherwise: the bubble's corner, a round video's progress, the bars of a sound.
  scope.find('svg, .bar s').remove()
  const nodes = [
    scope,
    ...scope
      .find('*')
      .toArray()
      .map((element) => $(element)),
  ]
  return nodes.map((node) => {
    const classes = (node.attr('class') ?? '').split(/\s+/).filter((name) => name !== '' && !isVariable(name))
    const attributes = Object.keys(node.attr() ?? {}).filter((name) => !variableAttributes.has(name))
    return `${node.prop('tagName')?.toLowerCase()}.${classes.toSorted().join('.')}[${attributes.toSorted().join(' ')}]`
  })
}

function isVariable(name: string): boolean {
  return scriptedClasses.has(name) || laterClasses.has(name) || variableClass.test(name)
}

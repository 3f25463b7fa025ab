import { hash } from 'node:crypto'
import type { PostVersion } from '../../domain/archive.ts'
import { postUrl } from '../channel-ref.ts'
import { toIsoTime } from '../iso-time.ts'
import { escapeHtml, toSafeHtml } from '../text/to-html.ts'
import type { ExportedPost, ExportFormat, ExportSubject } from './format.ts'

const style = `
:root { color-scheme: light dark; --ink: #1c1e21; --faint: #5f6873; --paper: #f3f4f6; --card: #fff; --line: #d9dde2; --link: #0b63b5 }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --faint: #9aa4b0; --paper: #14171a; --card: #1e2327; --line: #343b42; --link: #7db8f0 } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 44rem; padding: 1rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif }
h1 { font-size: 1.4rem; overflow-wrap: anywhere }
article { margin: 0 0 1rem; padding: .8rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: .6rem }
header, summary, footer, .attached { color: var(--faint); font-size: .85rem }
.said { white-space: pre-wrap; overflow-wrap: anywhere; margin: .4rem 0 }
a { color: var(--link) }
blockquote { margin: .3rem 0; padding-left: .7rem; border-left: 3px solid var(--line) }
pre, code { font-family: ui-monospace, monospace; white-space: pre-wrap }
tg-spoiler { background: var(--line) }
.gone { border-left: 3px solid #c0392b; padding-left: .7rem }`

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${hash('sha256', style, 'base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** One page that stands for itself: no script, nothing fetched, and a policy that forbids both. */
export const htmlPage: ExportFormat = {
  extension: 'html',
  head: toHead,
  item: toArticle,
  tail: () => '</main>\n</body>\n</html>\n',
}

function toHead({ title, madeAt }: ExportSubject): string {
  return `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(title)}</title>
<style>${style}</style>
</head>
<body>
<h1 dir="auto">${escapeText(title)}</h1>
<p><small>Vestnik, ${timeTag(madeAt)}</small></p>
<main>
`
}

function toArticle(exported: ExportedPost): string {
  const { post, channel, versions } = exported
  const url = postUrl(channel.name, post.messageId)
  const marks = [
    ...(post.forward === null ? [] : [`${sign('↪', 'forwarded from')} ${escapeText(post.forward.name)}`]),
    ...(post.edited || versions.length > 1 ? [sign('✎', 'edited')] : []),
    ...(post.views === null ? [] : [`${sign('👁', 'views')} ${escapeText(post.views.label)}`]),
    ...(post.deletedAt === null ? [] : [`${sign('🗑', 'deleted before')} ${timeTag(post.deletedAt)}`]),
  ]
  const attached = post.media.map(({ kind }) => kind.replaceAll('_', ' '))
  return `<article id="${escapeText(channel.name)}-${post.messageId}">
<header><b dir="auto">${escapeText(channel.title)}</b> · <a href="${url}">${timeTag(post.publishedAt)}</a> ${marks.join(' · ')}</header>
<div class="said${post.deletedAt === null ? '' : ' gone'}" dir="auto">${toBody(post)}</div>
${attached.length === 0 ? '' : `<p class="attached">${sign('📎', 'attached')} ${attached.join(', ')}</p>\n`}${versions.slice(0, -1).map(toFormer).join('')}</article>
`
}

function toFormer(version: PostVersion): string {
  return `<details><summary>${timeTag(version.seenAt)}</summary><div class="said" dir="auto">${toBody(version)}</div></details>\n`
}

function toBody({ text, entities }: Pick<PostVersion, 'text' | 'entities'>): string {
  return withoutNull(toSafeHtml(text, entities))
}

/** A sign that reads in every language, with its word for who listens. */
function sign(symbol: string, word: string): string {
  return `<span role="img" aria-label="${word}" title="${word}">${symbol}</span>`
}

function timeTag(at: number): string {
  const iso = toIsoTime(at)
  return `<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`
}

function escapeText(text: string): string {
  return withoutNull(escapeHtml(text))
}

/** HTML has no place for these. */
function withoutNull(html: string): string {
  return html.toWellFormed().replaceAll('\0', '\ufffd')
}

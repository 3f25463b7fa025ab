import type { SandboxChannelProfile, SandboxEntity, SandboxMedia } from '../channels.ts'
import { noun, shortCount } from './counts.ts'
import { escapeText } from './escape.ts'
import { fixedViewport, renderFacts, renderHeadStart, resourceLinks } from './head.ts'
import { renderHistory, type History } from './history.ts'
import { avatarUrl, colorClass, initials, postUrl, type Site } from './site.ts'
import { renderPlain, renderWithLinks } from './text.ts'

/** A page of posts: /s/<name>. `query` is the searched text, empty when nothing is searched. */
export interface ChannelPage {
  readonly site: Site
  readonly profile: SandboxChannelProfile
  readonly history: History
  readonly query: string
}

export function renderPage(page: ChannelPage): string {
  const { site, profile, history } = page
  const facts = {
    title: `${profile.title} – Telegram`,
    subject: profile.title,
    description: profile.description,
    image: avatarUrl(site, profile),
    domain: profile.name,
  }
  return `<!DOCTYPE html>
<html>
  <head>
    ${renderHeadStart(facts.title, fixedViewport)}
    
${renderFacts(facts)}
    ${renderPageLinks(page)}
    ${resourceLinks}
  </head>
  <body class="widget_frame_base tgme_webpreview emoji_image thin_box_shadow tme_mode no_transitions">
    <div class="tgme_background_wrap">
      <canvas id="tgme_background" class="tgme_background" width="50" height="50" data-colors="dbddbb,6ba587,d5d88d,88b884"></canvas>
      <div class="tgme_background_pattern"></div>
    </div>
    ${renderHeader(page)}
<main class="tgme_main" data-url="/${profile.name}">
  <div class="tgme_container">
    <section class="tgme_channel_history js-message_history">
${renderHistory(site, profile, history)}
    </section>
  </div>
</main>
  </body>
</html>
`
}

/** `canonical` names this very page from its last post on, so it leads nowhere. */
function renderPageLinks({ profile, history }: ChannelPage): string {
  const base = `/s/${profile.name}`
  const links = []
  if (history.before !== null) links.push(`<link rel="prev" href="${base}?before=${history.before}">`)
  if (history.after !== null) links.push(`<link rel="next" href="${base}?after=${history.after}">`)
  if (history.maxId !== null) links.push(`<link rel="canonical" href="${base}?before=${history.maxId + 1}">`)
  return links.join('\n')
}

function renderHeader(page: ChannelPage): string {
  const { site, profile } = page
  const subscribers = `${shortCount(profile.subscribers)} ${noun(profile.subscribers, 'subscriber')}`
  const labels = renderLabels(profile)
  const title = `<span dir="auto">${renderPlain(profile.title)}</span>`
  const photo = `<i class="tgme_page_photo_image ${colorClass(profile)}" data-content="${escapeText(initials(profile.title))}"><img src="${avatarUrl(site, profile)}"></i>`
  const url = postUrl(profile.name)
  return `<header class="tgme_header search_collapsed">
  <div class="tgme_container">
    <div class="tgme_header_search">
      ${renderSearchForm(page)}
    </div>
    <div class="tgme_header_right_column">
      <section class="tgme_right_column">
        <div class="tgme_channel_info">
          <div class="tgme_channel_info_header">
            ${photo}
            <div class="tgme_channel_info_header_title_wrap">
              <div class="tgme_channel_info_header_title">${title}</div>
              <div class="tgme_channel_info_header_labels">${labels}</div>
            </div>
            <div class="tgme_channel_info_header_username"><a href="${url}">@${profile.name}</a></div>
          </div>
          <div class="tgme_channel_info_counters">${renderCounters(page)}</div>
          ${profile.description === '' ? '' : `<div class="tgme_channel_info_description">${renderWithLinks(profile.description)}</div>`}
          <a class="tgme_channel_download_telegram" href="//telegram.org/dl">
            <svg class="tgme_channel_download_telegram_icon" width="21px" height="18px" viewBox="0 0 21 18"><path fill="#ffffff" d="M0,8 L21,0 L17,17 L10,12 L16,4 L6,10 Z"></path></svg>Download Telegram
          </a>
          ${footer}
        </div>
      </section>
    </div>
    <div class="tgme_header_info">
      <a class="tgme_channel_join_telegram" href="//telegram.org/dl">
        <svg class="tgme_channel_join_telegram_icon" width="19px" height="16px" viewBox="0 0 19 16"><path fill="#ffffff" d="M0,7 L19,0 L16,15 L9,11 L14,4 L5,9 Z"></path></svg>Join
      </a>
      <a class="tgme_header_link" href="${url}">
        ${photo}
        <div class="tgme_header_title_wrap">
          <div class="tgme_header_title">${title}</div>
          <div class="tgme_header_labels">${labels}</div>
        </div>
        <div class="tgme_header_counter">${subscribers}</div>
      </a>
    </div>
  </div>
</header>`
}

function renderLabels({ verified, warning }: SandboxChannelProfile): string {
  const sign = verified ? '<i class="verified-icon"> ✔</i>' : ''
  return warning === undefined ? sign : `${sign}<i class="tgme_label">${warning.toUpperCase()}</i>`
}

function renderSearchForm({ profile, query }: ChannelPage): string {
  return `<form class="tgme_header_search_form${query === '' ? '' : ' has_value'}" action="/s/${profile.name}">
        <svg class="tgme_header_search_form_icon" width="20" height="20" viewBox="0 0 20 20"><g fill="none" stroke="#7D7F81" stroke-width="1.4"><circle cx="9" cy="9" r="6"></circle><path d="M14,14 L17,17"></path></g></svg>
        <input class="tgme_header_search_form_input js-header_search" placeholder="Search" name="q" autocomplete="off" value="${escapeText(query)}" />
        <a href="/s/${profile.name}" class="tgme_header_search_form_clear"><svg class="tgme_action_button_icon" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" width="20" height="20"><g class="icon_body" fill="none" stroke="#000000" stroke-width="1.5"><path d="M6,14 L14,6 M14,14 L6,6"/></g></svg></a>
      </form>`
}

const footerLinks: readonly [title: string, address: string][] = [
  ['About', '//telegram.org/faq'],
  ['Blog', '//telegram.org/blog'],
  ['Apps', '//telegram.org/apps'],
  ['Platform', '//core.telegram.org/'],
]

const footer = `<div class="tgme_footer">${footerLinks
  .map(
    ([title, address]) => `
            <div class="tgme_footer_column">
              <h5><a href="${address}">${title}</a></h5>
            </div>`,
  )
  .join('')}
          </div>`

/** Subscribers always, the rest when there is any. */
function renderCounters({ site, profile }: ChannelPage): string {
  const posts = site.channels.posts(profile.name)
  const countMedia = (...kinds: SandboxMedia['kind'][]): number =>
    posts.reduce((sum, post) => sum + post.media.filter((media) => kinds.includes(media.kind)).length, 0)
  const counts: [number, string][] = [
    [countMedia('photo'), 'photo'],
    [countMedia('video'), 'video'],
    [countMedia('document'), 'file'],
    [posts.filter((post) => post.entities.some(isLink)).length, 'link'],
  ]
  const shown: [number, string][] = [[profile.subscribers, 'subscriber'], ...counts.filter(([count]) => count > 0)]
  return shown
    .map(
      ([count, singular]) =>
        `<div class="tgme_channel_info_counter"><span class="counter_value">${shortCount(count)}</span> <span class="counter_type">${noun(count, singular)}</span></div>`,
    )
    .join('')
}

function isLink({ type }: SandboxEntity): boolean {
  return type === 'url' || type === 'text_link'
}

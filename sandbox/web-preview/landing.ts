import type { SandboxChannelProfile, SandboxPost } from '../channels.ts'
import { noun, spacedCount } from './counts.ts'
import { escapeUrl } from './escape.ts'
import { renderFacts, renderHeadStart, resourceLinks, type PageFacts } from './head.ts'
import { avatarUrl, mediaUrl, type Site } from './site.ts'
import { renderPlain, renderWithLinks } from './text.ts'

/** Who stands behind a name that is no channel. `contact`: a person; unused names look the same. */
export type LandingKind = 'group' | 'bot' | 'contact'

/** A landing page in more detail. `members` is a group's, or a bot's monthly users. */
export interface LandingCard {
  readonly kind: LandingKind
  readonly title?: string
  readonly description?: string
  readonly members?: number
  readonly verified?: boolean
}

const maxExcerptLength = 200

export function renderChannelLanding(site: Site, profile: SandboxChannelProfile): string {
  const link = `<div class="tgme_page_context_link_wrap"><a class="tgme_page_context_link" href="/s/${profile.name}">Preview channel</a></div>`
  return renderCard({
    facts: {
      title: `Telegram: View @${profile.name}`,
      subject: profile.title,
      description: profile.description,
      image: avatarUrl(site, profile),
      domain: profile.name,
    },
    extras: [`${spacedCount(profile.subscribers)} ${noun(profile.subscribers, 'subscriber')}`],
    verified: profile.verified ?? false,
    action: 'View in Telegram',
    more: profile.preview ? link : '',
    invitation: 'view and join',
    direction: ' dir="auto"',
  })
}

/** The page of a group, a bot, a person or an unused name. */
export function renderLanding(site: Site, name: string, card: LandingCard): string {
  if (card.kind === 'contact') return renderContact(site, name)
  const isBot = card.kind === 'bot'
  const members = card.members ?? 0
  return renderCard({
    facts: {
      title: isBot ? `Telegram: Launch @${name}` : `Telegram: View @${name}`,
      subject: card.title ?? name,
      description: card.description ?? '',
      image: mediaUrl(site, 'avatar', [name]),
      domain: name,
    },
    extras: isBot
      ? [`@${name}`, `${spacedCount(members)} monthly users`]
      : [`${spacedCount(members)} ${noun(members, 'member')}, ${spacedCount(members / 20)} online`],
    verified: card.verified ?? false,
    action: isBot ? 'Start Bot' : 'View in Telegram',
    more: '',
    invitation: isBot ? 'launch' : 'view and join',
    direction: isBot ? '' : ' dir="auto"',
  })
}

/** The page of one post: the post itself is a frame, its begin stands in the head. */
export function renderPostLanding(
  site: Site,
  profile: SandboxChannelProfile,
  post: SandboxPost | null,
  id: number,
): string {
  const facts: PageFacts = {
    title: `Telegram: View @${profile.name}`,
    subject: profile.title,
    description: post ? shorten(post.text) : profile.description,
    image: avatarUrl(site, profile),
    domain: profile.name,
  }
  const viewInChannel = `<div class="tgme_page_widget_actions_wrap"><div class="tgme_page_widget_action"><a class="tgme_action_button_new" href="/s/${profile.name}/${id}">View in channel</a></div></div>`
  return renderDocument(
    facts,
    `<div class="tgme_page tgme_page_post">
          <div class="tgme_page_widget_wrap" id="widget">
            <div class="tgme_page_widget"><iframe src="/${profile.name}/${id}?embed=1&amp;mode=tme" title="Post"></iframe></div>
          </div>
          ${profile.preview ? viewInChannel : ''}
        </div>`,
  )
}

function shorten(text: string): string {
  return text.length > maxExcerptLength ? `${text.slice(0, maxExcerptLength).replace(/[\uD800-\uDBFF]$/, '')}…` : text
}

interface Card {
  readonly facts: PageFacts
  readonly extras: readonly string[]
  readonly verified: boolean
  readonly action: string
  readonly more: string
  readonly invitation: string
  /** Attribute of the title and the description. */
  readonly direction: string
}

function renderCard({ facts, extras, verified, action, more, invitation, direction }: Card): string {
  const app = `tg://resolve?domain=${escapeUrl(facts.domain)}`
  const label = verified ? '<i class="verified-icon"> ✔</i>' : ''
  const description = facts.description
    ? `<div class="tgme_page_description"${direction}>${renderAbout(facts.description)}</div>`
    : ''
  return renderDocument(
    facts,
    `<div class="tgme_page">
          <div class="tgme_page_photo">
  <a href="${app}"><img class="tgme_page_photo_image" src="${escapeUrl(facts.image)}"></a>
</div>
<div class="tgme_page_title"${direction}>
  <span dir="auto">${renderPlain(facts.subject)}</span>${label}
</div>
${extras.map((extra) => `<div class="tgme_page_extra">${extra}</div>`).join('\n')}
${description}
<div class="tgme_page_action">
  <a class="tgme_action_button_new shine" href="${app}">${action}</a>
</div>
<!-- WEBOGRAM_BTN -->
${more}
<div class="tgme_page_additional">
  If you have <strong>Telegram</strong>, you can ${invitation} <br><strong>${renderPlain(facts.subject)}</strong> right away.
</div>
        </div>`,
  )
}

/** Here, unlike in posts, links open in the same window. */
function renderAbout(description: string): string {
  return renderWithLinks(description).replaceAll(' target="_blank"', '')
}

function renderContact(site: Site, name: string): string {
  const title = `Telegram: Contact @${name}`
  const app = `tg://resolve?domain=${escapeUrl(name)}`
  const facts = { title, subject: title, description: '', image: mediaUrl(site, 'logo', []), domain: name }
  return renderDocument(
    facts,
    `<div class="tgme_page">
          
<div class="tgme_page_icon">
  <i class="tgme_icon_user"></i>
</div>
<div class="tgme_page_description">
  If you have <strong>Telegram</strong>, you can contact <a class="tgme_username_link" href="${app}">@${name}</a> right away.
</div>
<div class="tgme_page_action">
  <a class="tgme_action_button_new" href="${app}">Send Message</a>
</div>
<!-- WEBOGRAM_BTN -->
<!-- PRIVACY_BTN -->
        </div>`,
    '<meta name="robots" content="noindex, nofollow">',
  )
}

function renderDocument(facts: PageFacts, body: string, extraHead = ''): string {
  return `<!DOCTYPE html>
<html>
  <head>
    ${renderHeadStart(facts.title, 'width=device-width, initial-scale=1.0')}
    ${extraHead}${renderFacts(facts)}
    ${resourceLinks}
  </head>
  <body class="no_transition">
      <div class="tgme_background_wrap">
    <canvas id="tgme_background" class="tgme_background default" width="50" height="50" data-colors="dbddbb,6ba587,d5d88d,88b884"></canvas>
    <div class="tgme_background_pattern default"></div>
  </div>
    <div class="tgme_page_wrap">
      <div class="tgme_head_wrap">
        <div class="tgme_head">
          <a href="//telegram.org/" class="tgme_head_brand">
            <svg class="tgme_logo" height="34" viewBox="0 0 34 34" width="34" xmlns="http://www.w3.org/2000/svg"><circle cx="17" cy="17" fill="var(--accent-btn-color)" r="17"/><path d="M7,17 L27,9 L23,25 L16,21 L22,13 L13,19 Z" fill="#fff"/></svg>
          </a>
          <a class="tgme_head_right_btn" href="//telegram.org/dl">
            Download
          </a>
        </div>
      </div>
      <div class="tgme_body_wrap">
        ${body}
        
      </div>
    </div>

    <div id="tgme_frame_cont"></div>
  </body>
</html>
`
}

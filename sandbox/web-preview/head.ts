import { escapeText, escapeUrl } from './escape.ts'

/** What the head of a page says of it to other sites and apps. */
export interface PageFacts {
  readonly title: string
  /** Of the channel, group, bot or post, for previews of this page elsewhere. */
  readonly subject: string
  readonly description: string
  readonly image: string
  /** Username that the apps open. */
  readonly domain: string
}

/** Tags that every page begins with. */
export function renderHeadStart(title: string, viewport: string): string {
  return `<meta charset="utf-8">
    <title>${escapeText(title)}</title>
    <meta name="viewport" content="${viewport}" />
    <meta name="format-detection" content="telephone=no" />
    <meta http-equiv="X-UA-Compatible" content="IE=edge" />
    <meta name="MobileOptimized" content="176" />
    <meta name="HandheldFriendly" content="True" />`
}

export const fixedViewport =
  'width=device-width, initial-scale=1.0, minimum-scale=1.0, maximum-scale=1.0, user-scalable=no'

/** Open Graph, Twitter and app link tags. Line breaks become tabs, as on the real pages. */
export function renderFacts({ subject, description, image, domain }: PageFacts): string {
  const about = escapeText(description.replaceAll('\n', '\t'))
  const app = `tg://resolve?domain=${escapeUrl(domain)}`
  return `<meta property="og:title" content="${escapeText(subject)}">
<meta property="og:image" content="${escapeUrl(image)}">
<meta property="og:site_name" content="Telegram">
<meta property="og:description" content="${about}">

<meta property="twitter:title" content="${escapeText(subject)}">
<meta property="twitter:image" content="${escapeUrl(image)}">
<meta property="twitter:site" content="@Telegram">

<meta property="al:ios:app_store_id" content="686449807">
<meta property="al:ios:app_name" content="Telegram Messenger">
<meta property="al:ios:url" content="${app}">

<meta property="al:android:url" content="${app}">
<meta property="al:android:app_name" content="Telegram">
<meta property="al:android:package" content="org.telegram.messenger">

<meta name="twitter:card" content="summary">
<meta name="twitter:site" content="@Telegram">
<meta name="twitter:description" content="${about}
">
`
}

/** The sandbox's own icon and style in the place of Telegram's: nothing is loaded from elsewhere. */
export const resourceLinks = `<link rel="icon" type="image/svg+xml" href="/media/logo.svg">
    <link href="/css/preview.css" rel="stylesheet" media="screen">`

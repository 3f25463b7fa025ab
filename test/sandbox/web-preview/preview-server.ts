import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { load, type CheerioAPI } from 'cheerio'
import type { Channels, SandboxChannelProfile } from '../../../sandbox/channels.ts'
import { createChannelRegistry } from '../../../sandbox/web-preview/channel-registry.ts'
import { createWebPreview, type WebPreviewOptions } from '../../../sandbox/web-preview/web-preview.ts'

export const nowAt = Date.UTC(2026, 7, 9, 12, 30)

export const newsProfile: SandboxChannelProfile = {
  name: 'Demo_News',
  title: 'Demo news',
  description: 'All that is new.',
  subscribers: 9512,
  telegramId: 1_500_000_001,
  preview: true,
}

/** The web preview on a real port, with one channel, @Demo_News. */
export interface PreviewServer extends AsyncDisposable {
  readonly root: string
  readonly channels: Channels
  get(path: string, init?: RequestInit): Promise<Response>
  /** A page that must be there. */
  page(path: string): Promise<CheerioAPI>
}

const now = (): number => nowAt

export async function startPreview(options: Partial<WebPreviewOptions> = {}): Promise<PreviewServer> {
  const channels = options.channels ?? createChannelRegistry({ now })
  if (!options.channels) channels.add(newsProfile)
  const server = createServer(createWebPreview({ now, ...options, channels }))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const get = (path: string, init?: RequestInit): Promise<Response> =>
    fetch(root + path, { redirect: 'manual', ...init })
  return {
    root,
    channels,
    get,
    async page(path) {
      const response = await get(path)
      if (response.status !== 200) throw new Error(`${path} answered ${response.status}`)
      return load(await response.text())
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Ids of the messages of a page, in its order. */
export function shownIds($: CheerioAPI): number[] {
  return $('.tgme_widget_message[data-post]')
    .toArray()
    .map((element) => Number($(element).attr('data-post')?.split('/')[1]))
}

/** Ids of all messages of a page, the items of albums too. */
export function shownMessageIds($: CheerioAPI): number[] {
  return $('.tgme_widget_message[data-post]')
    .toArray()
    .flatMap((element) => {
      const items = $(element).find('.grouped_media_wrap').toArray()
      const own = Number($(element).attr('data-post')?.split('/')[1])
      return items.length === 0
        ? [own]
        : items.map((item) => Number(/\/(\d+)\?single$/.exec($(item).attr('href') ?? '')?.[1]))
    })
}

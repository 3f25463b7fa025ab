import { type Command, defineCommand } from '../command.ts'
import { type Html, markup, join } from '../html.ts'
import { renderQueryHelp } from '../query-help.ts'
import type { Translate } from '../texts.ts'

const queryTopics = new Set(['queries', 'query', 'запросы', 'запрос', 'запити', 'запит'])

/** /help: all commands; /help queries: how to write a query. */
export function createHelpCommand(commands: () => readonly Command[]): Command {
  return defineCommand({
    name: 'help',
    descriptions: {
      en: 'all commands; /help queries: how to write a query',
      ru: 'все команды; /help запросы: как составить запрос',
      uk: 'усі команди; /help запити: як скласти запит',
    },
    scope: 'all',
    changesSettings: false,
    isAlwaysOwn: true,
    run: async ({ t, input, isPrivate, reply }) => {
      const isAboutQueries = queryTopics.has(input.toLowerCase().replace(/^\//, ''))
      await reply(isAboutQueries ? renderQueryHelp(t) : renderHelp(commands(), t, isPrivate))
    },
  })
}

function renderHelp(commands: readonly Command[], t: Translate, isPrivate: boolean): Html {
  const lines = commands
    .filter((command) => isPrivate || command.scope === 'all')
    .map((command) => markup`/${command.name} — ${command.descriptions[t.language]}`)
  return join([t('help-title'), join(lines, '\n'), t('help-more')], '\n\n')
}

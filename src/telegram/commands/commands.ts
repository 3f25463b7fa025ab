import type { Command } from '../command.ts'
import { createChannelsCommand } from './channels.ts'
import { createConnectCommand } from './connect.ts'
import { createDigestCommand } from './digest.ts'
import { createExportCommand } from './export.ts'
import { createFollowCommand } from './follow.ts'
import { createForgetCommand } from './forget.ts'
import { createHelpCommand } from './help.ts'
import { createHistoryCommand } from './history.ts'
import { createLanguageCommand } from './language.ts'
import { createLatestCommand } from './latest.ts'
import type { CommandParts } from './parts.ts'
import { createPrivacyCommand } from './privacy.ts'
import { createScheduleCommand } from './schedule.ts'
import { createSearchCommand } from './search.ts'
import { createSettingsCommand } from './settings.ts'
import { createStartCommand } from './start.ts'
import { createStatusCommand } from './status.ts'
import { createTrendCommand } from './trend.ts'
import { createUnfollowCommand } from './unfollow.ts'
import { createUnwatchCommand } from './unwatch.ts'
import { createWatchCommand } from './watch.ts'
import { createWatchesCommand } from './watches.ts'
import { createWeekCommand } from './week.ts'

/** Every command, in the order of menus and help. */
export function createCommands(parts: CommandParts): readonly Command[] {
  const commands: readonly Command[] = [
    createStartCommand(parts),
    createFollowCommand(parts),
    createUnfollowCommand(parts),
    createChannelsCommand(parts),
    createWatchCommand(parts),
    createWatchesCommand(parts),
    createUnwatchCommand(parts),
    createScheduleCommand(parts),
    createDigestCommand(parts),
    createSearchCommand(parts),
    createLatestCommand(parts),
    createTrendCommand(parts),
    createWeekCommand(parts),
    createHistoryCommand(parts),
    createExportCommand(parts),
    createStatusCommand(parts),
    createSettingsCommand(parts),
    createConnectCommand(parts),
    createLanguageCommand(parts),
    createHelpCommand(() => commands),
    createPrivacyCommand(),
    createForgetCommand(parts),
  ]
  return commands
}

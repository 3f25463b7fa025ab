import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseConfig, settings } from '../src/config.ts'

const token = '123456789:AAHabcdefghijklmnopqrstuvwxyz0123456'

describe('settings', () => {
  it('have working defaults', () => {
    const parsed = parseConfig({})
    assert.ok(parsed.ok)
    assert.equal(parsed.config.botToken, null)
    assert.equal(parsed.config.databasePath, './data/vestnik.db')
    assert.equal(parsed.config.pollMinMs, 60_000)
    assert.equal(parsed.config.defaultDigestTime, '09:00')
    assert.equal(parsed.config.allowedIds.size, 0)
    assert.deepEqual([parsed.config.retentionDays, parsed.config.backupDir], [null, null])
    assert.equal(parsed.config.retentionKeepPinned, true)
    assert.equal(parsed.config.alertsAnHour, 20)
  })

  it('are read from the environment', () => {
    const parsed = parseConfig({
      BOT_TOKEN: token,
      WEB_PROXY: 'socks5://u:p@localhost:1080',
      TELEGRAM_WEB_ROOT: 'https://mirror.example/tme/',
      DEFAULT_TIME_ZONE: 'europe/kyiv',
      DEFAULT_DIGEST_TIME: '7:30',
      ALLOWED_IDS: '12, -1001234567890',
      FLOOD_ALERTS_PER_HOUR: '5',
      LOG_PRETTY: 'yes',
      RETENTION_DAYS: '90',
      RETENTION_KEEP_MATCHED: 'no',
      RETENTION_KEEP_PINNED: 'no',
      BACKUP_DIR: '/backups',
    })
    assert.ok(parsed.ok)
    assert.equal(parsed.config.botToken, token)
    assert.deepEqual(parsed.config.telegramWebRoots, ['https://mirror.example/tme'])
    assert.match(parsed.config.defaultTimeZone, /^Europe\/K/)
    assert.equal(parsed.config.defaultDigestTime, '07:30')
    assert.deepEqual([...parsed.config.allowedIds], [12, -1001234567890])
    assert.deepEqual([parsed.config.logPretty, parsed.config.alertsAnHour], [true, 5])
    const { retentionDays, retentionKeepMatched, retentionKeepPinned, backupDir } = parsed.config
    assert.deepEqual(
      [retentionDays, retentionKeepMatched, retentionKeepPinned, backupDir],
      [90, false, false, '/backups'],
    )
  })

  const wrong = {
    BOT_TOKEN: 'abc',
    TELEGRAM_API_ROOT: 'ftp://x',
    TELEGRAM_WEB_ROOT: 'nonsense',
    BOT_PROXY: 'ftp://x',
    WEB_PROXY: 'localhost:1080',
    USER_AGENT: 'line\nbreak',
    POLL_MIN_SECONDS: '0',
    POLL_MAX_SECONDS: 'soon',
    WEB_REQUESTS_PER_SECOND: '-1',
    DEFAULT_TIME_ZONE: 'Europe/Nowhere',
    DEFAULT_DIGEST_TIME: '25:00',
    FLOOD_ALERTS_PER_HOUR: '0',
    BACKFILL_POSTS: '1.5',
    ALLOWED_IDS: '@anna',
    ADMIN_IDS: '1;x',
    RETENTION_DAYS: '0',
    RETENTION_UNFOLLOWED_DAYS: '-1',
    BACKUP_KEEP: '0',
    LOG_LEVEL: 'loud',
    LOG_PRETTY: 'perhaps',
  }

  it('report every problem at once, by name', () => {
    const parsed = parseConfig(wrong)
    assert.ok(!parsed.ok)
    assert.deepEqual(
      parsed.problems.map((problem) => problem.split(':')[0]),
      Object.keys(wrong),
    )
  })

  it('never repeat a wrong secret', () => {
    const parsed = parseConfig({ BOT_TOKEN: 'secret-token', WEB_PROXY: 'secret:password' })
    assert.ok(!parsed.ok)
    assert.doesNotMatch(parsed.problems.join(), /secret/)
  })

  it('must fit each other', () => {
    assert.equal(parseConfig({ POLL_MIN_SECONDS: '100', POLL_MAX_SECONDS: '50' }).ok, false)
  })

  it('each have a name of their own', () => {
    assert.equal(new Set(settings.map((setting) => setting.name)).size, settings.length)
  })
})

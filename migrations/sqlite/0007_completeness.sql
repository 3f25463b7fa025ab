-- Times between two successful polls of a channel that were too long: the process was down, or the channel could not be read.
CREATE TABLE polling_gaps (
  channel_id       INTEGER NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
  from_at          INTEGER NOT NULL,
  until_at         INTEGER NOT NULL,
  PRIMARY KEY (channel_id, from_at)
) STRICT, WITHOUT ROWID;

-- A backfill bound by date fetches no post that was published earlier; null: only the number of posts bounds it.
ALTER TABLE channels ADD COLUMN backfill_until_at INTEGER;
ALTER TABLE channels ADD COLUMN backfill_paused INTEGER NOT NULL DEFAULT 0 CHECK (backfill_paused IN (0, 1));

-- When the channel last showed the post; null: not since this column is here, as with posts that were imported. A post that is
-- marked as deleted went after it.
ALTER TABLE posts ADD COLUMN last_seen_at INTEGER;
-- When the post is to be read again, by its own page if the channel's newest page no longer shows it; null: no more.
ALTER TABLE posts ADD COLUMN next_check_at INTEGER;
-- A post that is missing from the page and yet there is not asked about again before.
ALTER TABLE posts ADD COLUMN doubted_until INTEGER NOT NULL DEFAULT 0;
CREATE INDEX posts_to_check ON posts (channel_id, next_check_at) WHERE next_check_at IS NOT NULL;

-- A chain a channel over the versions of its posts, in the order in which they were recorded: docs/decisions (version-digest).
CREATE TABLE version_links (
  channel_id       INTEGER NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
  seq              INTEGER NOT NULL,
  post_id          INTEGER NOT NULL,
  kind             TEXT    NOT NULL CHECK (kind IN ('new', 'changed', 'revised')),
  recorded_at      INTEGER NOT NULL,
  -- The channel's number as it was known then: it is part of the digest.
  telegram_id      INTEGER,
  digest           TEXT    NOT NULL,
  link             TEXT    NOT NULL,
  PRIMARY KEY (channel_id, seq)
) STRICT, WITHOUT ROWID;

-- What readers made of a post: sampled whenever it is read again on schedule.
CREATE TABLE post_samples (
  post_id          INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  seen_at          INTEGER NOT NULL,
  views            INTEGER,
  reactions_json   TEXT    NOT NULL,
  PRIMARY KEY (post_id, seen_at)
) STRICT, WITHOUT ROWID;

-- When the channel last showed the post; null: not since this column is here, as with posts that were imported. A post that is
-- marked as deleted went after it.
ALTER TABLE posts ADD COLUMN last_seen_at INTEGER;
-- When the post is to be read again, by its own page if the channel's newest page no longer shows it; null: no more.
ALTER TABLE posts ADD COLUMN next_check_at INTEGER;
-- A post that is missing from the page and yet there is not asked about again before.
ALTER TABLE posts ADD COLUMN doubted_until INTEGER NOT NULL DEFAULT 0;
CREATE INDEX posts_to_check ON posts (channel_id, next_check_at) WHERE next_check_at IS NOT NULL;

-- What readers made of a post: sampled whenever it is read again on schedule.
CREATE TABLE post_samples (
  post_id          INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  seen_at          INTEGER NOT NULL,
  views            INTEGER,
  reactions_json   TEXT    NOT NULL,
  PRIMARY KEY (post_id, seen_at)
) STRICT, WITHOUT ROWID;

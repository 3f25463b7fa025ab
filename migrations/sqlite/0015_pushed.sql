-- When Telegram last told the bot of a post of the channel by itself; null: never. It is no poll.
ALTER TABLE channels ADD COLUMN last_pushed_at INTEGER;

-- Posts that were told of so. Pages may show them as well, in their own words.
CREATE TABLE pushed_posts (
  post_id          INTEGER PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
  channel_id       INTEGER NOT NULL,
  -- When the post said what is stored of it: a push, or a page that shows its words, made it so.
  known_at         INTEGER NOT NULL,
  -- What the items of an album have in common.
  album_key        TEXT,
  -- The item whose words are those of the album.
  caption_id       INTEGER
) STRICT;
CREATE INDEX pushed_albums ON pushed_posts (channel_id, album_key) WHERE album_key IS NOT NULL;

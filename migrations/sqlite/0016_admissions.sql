-- The bot is an administrator of the channel, as far as Telegram has told: posts are pushed.
ALTER TABLE channels ADD COLUMN is_admitted INTEGER NOT NULL DEFAULT 0;
UPDATE channels SET is_admitted = 1 WHERE last_pushed_at IS NOT NULL;

-- Channels without a preview that a chat wanted to follow: it does as soon as the bot is made an administrator there.
CREATE TABLE wishes (
  chat_id          INTEGER NOT NULL REFERENCES chats (id) ON DELETE CASCADE ON UPDATE CASCADE,
  name             TEXT NOT NULL COLLATE NOCASE,
  wished_at        INTEGER NOT NULL,
  PRIMARY KEY (chat_id, name)
) STRICT;
CREATE INDEX wishes_by_name ON wishes (name);

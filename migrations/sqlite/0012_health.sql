-- Of the failures in a row, those that are certainly the channel's own; and the time in which it was looked at in vain.
ALTER TABLE channels ADD COLUMN confirmed_failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE channels ADD COLUMN failing_ms INTEGER NOT NULL DEFAULT 0;

-- Times in which something was wrong with a channel, or other than usual. Of each kind, one a channel is open at most.
CREATE TABLE health_episodes (
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  channel_id       INTEGER NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
  kind             TEXT    NOT NULL,
  began_at         INTEGER NOT NULL,
  -- When its followers were told of it; null: they were not.
  told_at          INTEGER,
  ended_at         INTEGER
) STRICT;

CREATE UNIQUE INDEX health_open ON health_episodes (channel_id, kind) WHERE ended_at IS NULL;
CREATE INDEX health_told_last ON health_episodes (channel_id, kind, told_at);

-- Which chats were told that it began, so that they are told of its end too. Rows go when it ends.
CREATE TABLE health_told (
  episode_id       INTEGER NOT NULL REFERENCES health_episodes (id) ON DELETE CASCADE,
  chat_id          INTEGER NOT NULL REFERENCES chats (id) ON DELETE CASCADE ON UPDATE CASCADE,
  PRIMARY KEY (episode_id, chat_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX health_told_by_chat ON health_told (chat_id);

-- Subscribers of a channel, rounded as its page shows them: at its first page of a day (of UTC), for the last 60 days.
CREATE TABLE subscriber_samples (
  channel_id       INTEGER NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
  day              INTEGER NOT NULL,
  subscribers      INTEGER NOT NULL,
  PRIMARY KEY (channel_id, day)
) STRICT, WITHOUT ROWID;

-- Deletions, and that a post was seen again, are links of a chain as well.
CREATE TABLE version_links_new (
  channel_id       INTEGER NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
  seq              INTEGER NOT NULL,
  post_id          INTEGER NOT NULL,
  kind             TEXT    NOT NULL CHECK (kind IN ('new', 'changed', 'revised', 'deleted', 'restored')),
  recorded_at      INTEGER NOT NULL,
  -- The channel's number as it was known then: it is part of the digest.
  telegram_id      INTEGER,
  digest           TEXT    NOT NULL,
  link             TEXT    NOT NULL,
  PRIMARY KEY (channel_id, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO version_links_new SELECT channel_id, seq, post_id, kind, recorded_at, telegram_id, digest, link FROM version_links;
DROP TABLE version_links;
ALTER TABLE version_links_new RENAME TO version_links;

-- Which version of a post a chat was sent, by when that version was first seen; null: sent before this column was here.
ALTER TABLE deliveries ADD COLUMN version_seen_at INTEGER;

-- Chats that were sent a post which was changed or taken back since: one row a kind, so that each is told once.
CREATE TABLE follow_ups (
  chat_id          INTEGER NOT NULL REFERENCES chats (id) ON DELETE CASCADE ON UPDATE CASCADE,
  post_id          INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  kind             TEXT    NOT NULL CHECK (kind IN ('edited', 'deleted')),
  noticed_at       INTEGER NOT NULL,
  -- When it was looked at; null: it waits.
  settled_at       INTEGER,
  told             INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1)),
  PRIMARY KEY (chat_id, post_id, kind)
) STRICT, WITHOUT ROWID;

CREATE INDEX follow_ups_waiting ON follow_ups (chat_id, noticed_at) WHERE settled_at IS NULL;
CREATE INDEX follow_ups_by_post ON follow_ups (post_id);

-- Chats that people look after from their private chats. One of a person's at most is managed: commands go to it.
CREATE TABLE connections (
  person_id        INTEGER NOT NULL REFERENCES chats (id) ON DELETE CASCADE ON UPDATE CASCADE,
  chat_id          INTEGER NOT NULL REFERENCES chats (id) ON DELETE CASCADE ON UPDATE CASCADE,
  -- As its administrators saw it when it was connected.
  title            TEXT    NOT NULL,
  is_managed       INTEGER NOT NULL DEFAULT 0 CHECK (is_managed IN (0, 1)),
  connected_at     INTEGER NOT NULL,
  PRIMARY KEY (person_id, chat_id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX connections_managed ON connections (person_id) WHERE is_managed = 1;
CREATE INDEX connections_by_chat ON connections (chat_id);

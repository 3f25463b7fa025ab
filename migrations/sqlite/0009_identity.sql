-- Names under which a channel was known before: who asks for one is shown the channel. A name that is in use again goes first.
CREATE TABLE former_names (
  name             TEXT    PRIMARY KEY COLLATE NOCASE,
  channel_id       INTEGER NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
  until_at         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX former_names_by_channel ON former_names (channel_id);

-- What happened to channels and their followers were told of, each once: the row is written with the parcels that tell it.
-- Those parcels have the event's id, negative, for their plan, and the chat for their slot.
CREATE TABLE channel_events (
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  channel_id       INTEGER NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
  kind             TEXT    NOT NULL,
  key              TEXT    NOT NULL,
  happened_at      INTEGER NOT NULL,
  UNIQUE (channel_id, kind, key)
) STRICT;

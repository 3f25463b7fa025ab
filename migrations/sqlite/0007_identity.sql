-- Names under which a channel was known before: who asks for one is shown the channel. A name that is in use again goes first.
CREATE TABLE former_names (
  name             TEXT    PRIMARY KEY COLLATE NOCASE,
  channel_id       INTEGER NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
  until_at         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX former_names_by_channel ON former_names (channel_id);

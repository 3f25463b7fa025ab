-- Instants are milliseconds since 1970 in UTC. Columns that end in _json hold plain data of src/domain.

CREATE TABLE channels (
  id               INTEGER PRIMARY KEY,
  name             TEXT    NOT NULL UNIQUE COLLATE NOCASE,
  telegram_id      INTEGER UNIQUE,
  title            TEXT    NOT NULL,
  description      TEXT,
  subscribers      INTEGER,
  cursor           INTEGER NOT NULL DEFAULT 0,
  backfill_left    INTEGER NOT NULL DEFAULT 0,
  backfill_before  INTEGER,
  next_poll_at     INTEGER NOT NULL,
  leased_until     INTEGER NOT NULL DEFAULT 0,
  last_polled_at   INTEGER,
  last_success_at  INTEGER,
  failures         INTEGER NOT NULL DEFAULT 0,
  last_fault       TEXT,
  added_at         INTEGER NOT NULL
) STRICT;

CREATE INDEX channels_by_next_poll ON channels (next_poll_at);

-- A post's id is its second of publication times 2^20 plus its message id, or the next free place: ids order posts by time.
CREATE TABLE posts (
  id               INTEGER PRIMARY KEY,
  channel_id       INTEGER NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
  message_id       INTEGER NOT NULL,
  published_at     INTEGER NOT NULL,
  kind             TEXT    NOT NULL CHECK (kind IN ('post', 'service', 'unsupported')),
  text             TEXT    NOT NULL,
  entities_json    TEXT    NOT NULL,
  edited           INTEGER NOT NULL CHECK (edited IN (0, 1)),
  views_label      TEXT,
  views            INTEGER,
  author           TEXT,
  forward_json     TEXT,
  reply_json       TEXT,
  album_ids_json   TEXT    NOT NULL,
  media_json       TEXT    NOT NULL,
  first_seen_at    INTEGER NOT NULL,
  changed_at       INTEGER,
  revision         INTEGER NOT NULL DEFAULT 1,
  -- Rises whenever the post must be matched again, so that a match of an earlier round cannot settle it.
  match_round      INTEGER NOT NULL DEFAULT 1,
  matched_at       INTEGER,
  match_leased_until INTEGER NOT NULL DEFAULT 0,
  UNIQUE (channel_id, message_id)
) STRICT;

CREATE INDEX posts_by_channel ON posts (channel_id, id);
CREATE INDEX posts_unmatched ON posts (id) WHERE matched_at IS NULL;

-- What a post said before it was changed.
CREATE TABLE post_versions (
  post_id          INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  revision         INTEGER NOT NULL,
  text             TEXT    NOT NULL,
  entities_json    TEXT    NOT NULL,
  replaced_at      INTEGER NOT NULL,
  PRIMARY KEY (post_id, revision)
) STRICT, WITHOUT ROWID;

-- The row id is the post's. One term a word, which names the set of its stems, and the term c:<channel id>.
CREATE VIRTUAL TABLE posts_fts USING fts5 (
  terms, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '+:_#@'"
);
INSERT INTO posts_fts (posts_fts, rank) VALUES ('automerge', 8);

-- Which index terms stand for a stem.
CREATE TABLE index_terms (
  stem             TEXT    NOT NULL,
  term             TEXT    NOT NULL,
  PRIMARY KEY (stem, term)
) STRICT, WITHOUT ROWID;

-- One row: the version of the analyzer that made the index.
CREATE TABLE index_version (
  id               INTEGER PRIMARY KEY CHECK (id = 1),
  analyzer         TEXT    NOT NULL
) STRICT;

CREATE TABLE chats (
  id               INTEGER PRIMARY KEY,
  kind             TEXT    NOT NULL CHECK (kind IN ('private', 'group', 'supergroup', 'channel')),
  language         TEXT    NOT NULL CHECK (language IN ('en', 'ru', 'uk')),
  time_zone        TEXT    NOT NULL,
  state            TEXT    NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'gone', 'paused')),
  retry_at         INTEGER,
  next_number      INTEGER NOT NULL DEFAULT 1,
  created_at       INTEGER NOT NULL
) STRICT;

CREATE TABLE follows (
  chat_id          INTEGER NOT NULL REFERENCES chats (id) ON DELETE CASCADE ON UPDATE CASCADE,
  channel_id       INTEGER NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
  since_at         INTEGER NOT NULL,
  followed_at      INTEGER NOT NULL,
  PRIMARY KEY (chat_id, channel_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX follows_by_channel ON follows (channel_id);

-- Ids of watches, plans and parcels are never given twice: what was erased must not be taken for what came after.
CREATE TABLE watches (
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  chat_id          INTEGER NOT NULL REFERENCES chats (id) ON DELETE CASCADE ON UPDATE CASCADE,
  number           INTEGER NOT NULL,
  query            TEXT    NOT NULL,
  paused           INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
  since_at         INTEGER NOT NULL,
  created_at       INTEGER NOT NULL,
  UNIQUE (chat_id, number),
  UNIQUE (chat_id, query)
) STRICT;

-- What was gathered for a chat. watch_id 0: the chat has no queries and wants every post.
CREATE TABLE matches (
  chat_id          INTEGER NOT NULL REFERENCES chats (id) ON DELETE CASCADE ON UPDATE CASCADE,
  post_id          INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  watch_id         INTEGER NOT NULL,
  matched_at       INTEGER NOT NULL,
  PRIMARY KEY (chat_id, post_id, watch_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX matches_by_post ON matches (post_id);

-- What was sent to a chat: a post reaches a chat at most once.
CREATE TABLE deliveries (
  chat_id          INTEGER NOT NULL REFERENCES chats (id) ON DELETE CASCADE ON UPDATE CASCADE,
  post_id          INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  parcel_id        INTEGER NOT NULL,
  PRIMARY KEY (chat_id, post_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX deliveries_by_post ON deliveries (post_id);

CREATE TABLE plans (
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  chat_id          INTEGER NOT NULL UNIQUE REFERENCES chats (id) ON DELETE CASCADE ON UPDATE CASCADE,
  time             TEXT    NOT NULL,
  next_slot_at     INTEGER,
  last_digest_at   INTEGER,
  leased_until     INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX plans_by_next_slot ON plans (next_slot_at);

CREATE TABLE parcels (
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  chat_id          INTEGER NOT NULL REFERENCES chats (id) ON DELETE CASCADE ON UPDATE CASCADE,
  plan_id          INTEGER NOT NULL,
  slot_at          INTEGER NOT NULL,
  content_json     TEXT    NOT NULL,
  created_at       INTEGER NOT NULL,
  due_at           INTEGER NOT NULL,
  leased_until     INTEGER NOT NULL DEFAULT 0,
  attempts         INTEGER NOT NULL DEFAULT 0,
  parts_sent       INTEGER NOT NULL DEFAULT 0,
  last_error       TEXT,
  sent_at          INTEGER,
  dropped_at       INTEGER,
  UNIQUE (plan_id, slot_at)
) STRICT;

CREATE INDEX parcels_waiting ON parcels (chat_id, id) WHERE sent_at IS NULL AND dropped_at IS NULL;

-- One row: when the process last showed that it is alive.
CREATE TABLE heartbeat (
  id               INTEGER PRIMARY KEY CHECK (id = 1),
  beat_at          INTEGER NOT NULL
) STRICT;

CREATE TABLE handled_updates (
  update_id        INTEGER PRIMARY KEY,
  handled_at       INTEGER NOT NULL
) STRICT;

-- When nothing is sent, "HH:MM" by the chat's zone; and until when it hears nothing at all.
ALTER TABLE chats ADD COLUMN quiet_from TEXT;
ALTER TABLE chats ADD COLUMN quiet_to TEXT;
ALTER TABLE chats ADD COLUMN muted_until INTEGER;
ALTER TABLE chats ADD COLUMN next_plan_number INTEGER NOT NULL DEFAULT 2;

-- A chat has many plans. thread_id 0: they speak in the chat itself, outside of its topics.
CREATE TABLE chat_plans (
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  chat_id          INTEGER NOT NULL REFERENCES chats (id) ON DELETE CASCADE ON UPDATE CASCADE,
  number           INTEGER NOT NULL,
  schedule_json    TEXT    NOT NULL,
  thread_id        INTEGER NOT NULL DEFAULT 0,
  all_watches      INTEGER NOT NULL DEFAULT 1 CHECK (all_watches IN (0, 1)),
  all_channels     INTEGER NOT NULL DEFAULT 1 CHECK (all_channels IN (0, 1)),
  tells_when_empty INTEGER NOT NULL DEFAULT 0 CHECK (tells_when_empty IN (0, 1)),
  enabled          INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
  next_slot_at     INTEGER,
  last_digest_at   INTEGER,
  -- The first slot that had to wait: the digest that is sent at last says so.
  waiting_since    INTEGER,
  -- Rises with whatever an instant plan may have to tell, so that a digest that was composed before cannot settle it.
  wakes            INTEGER NOT NULL DEFAULT 0,
  leased_until     INTEGER NOT NULL DEFAULT 0,
  UNIQUE (chat_id, number)
) STRICT;

INSERT INTO chat_plans (id, chat_id, number, schedule_json, enabled, next_slot_at, last_digest_at)
SELECT id, chat_id, 1, json_object('kind', 'times', 'days', json('[1,2,3,4,5,6,7]'), 'times', json_array(time)),
  next_slot_at IS NOT NULL, next_slot_at, last_digest_at
FROM plans;
-- An id is not given again, though its plan is gone: a row brings the sequence there.
DELETE FROM sqlite_sequence WHERE name = 'chat_plans';
INSERT INTO sqlite_sequence (name, seq) SELECT 'chat_plans', seq FROM sqlite_sequence WHERE name = 'plans';
DROP TABLE plans;
ALTER TABLE chat_plans RENAME TO plans;
CREATE INDEX plans_by_next_slot ON plans (next_slot_at);

-- What a plan is about, unless it is about everything.
CREATE TABLE plan_watches (
  plan_id          INTEGER NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
  watch_id         INTEGER NOT NULL REFERENCES watches (id) ON DELETE CASCADE,
  PRIMARY KEY (plan_id, watch_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX plan_watches_by_watch ON plan_watches (watch_id);

CREATE TABLE plan_channels (
  plan_id          INTEGER NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
  chat_id          INTEGER NOT NULL,
  channel_id       INTEGER NOT NULL,
  PRIMARY KEY (plan_id, channel_id),
  FOREIGN KEY (chat_id, channel_id) REFERENCES follows (chat_id, channel_id) ON DELETE CASCADE ON UPDATE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX plan_channels_by_follow ON plan_channels (chat_id, channel_id);

-- A plan that has lost all that it was about is off: it must not begin to tell of everything.
CREATE TRIGGER plan_without_watches AFTER DELETE ON plan_watches
WHEN NOT EXISTS (SELECT 1 FROM plan_watches WHERE plan_id = OLD.plan_id)
BEGIN
  UPDATE plans SET enabled = 0, next_slot_at = NULL WHERE id = OLD.plan_id AND all_watches = 0;
END;

CREATE TRIGGER plan_without_channels AFTER DELETE ON plan_channels
WHEN NOT EXISTS (SELECT 1 FROM plan_channels WHERE plan_id = OLD.plan_id)
BEGIN
  UPDATE plans SET enabled = 0, next_slot_at = NULL WHERE id = OLD.plan_id AND all_channels = 0;
END;

-- What was sent to a chat, or to a topic of it: a post reaches each at most once.
CREATE TABLE chat_deliveries (
  chat_id          INTEGER NOT NULL REFERENCES chats (id) ON DELETE CASCADE ON UPDATE CASCADE,
  thread_id        INTEGER NOT NULL DEFAULT 0,
  post_id          INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  parcel_id        INTEGER NOT NULL,
  -- Which version of the post it was, by when that version was first seen; null: not known.
  version_seen_at  INTEGER,
  PRIMARY KEY (chat_id, thread_id, post_id)
) STRICT, WITHOUT ROWID;
INSERT INTO chat_deliveries (chat_id, post_id, parcel_id, version_seen_at)
SELECT chat_id, post_id, parcel_id, version_seen_at FROM deliveries;
DROP TABLE deliveries;
ALTER TABLE chat_deliveries RENAME TO deliveries;
CREATE INDEX deliveries_by_post ON deliveries (post_id);
CREATE INDEX deliveries_by_parcel ON deliveries (parcel_id);

-- A match is open until no plan waits for it any more.
ALTER TABLE matches ADD COLUMN open INTEGER NOT NULL DEFAULT 1 CHECK (open IN (0, 1));
UPDATE matches SET open = 0
WHERE EXISTS (SELECT 1 FROM deliveries d WHERE d.chat_id = matches.chat_id AND d.post_id = matches.post_id);
CREATE INDEX matches_open ON matches (chat_id, post_id) WHERE open = 1;

ALTER TABLE parcels ADD COLUMN thread_id INTEGER NOT NULL DEFAULT 0;
-- 'slot', 'asked', 'catch_up', 'alert', 'flood' or 'notice': what was asked for is sent in quiet hours too.
ALTER TABLE parcels ADD COLUMN occasion TEXT NOT NULL DEFAULT 'slot';

-- How many posts of a query an instant plan has told of since then. watch_id 0: every post.
CREATE TABLE alert_hours (
  plan_id          INTEGER NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
  watch_id         INTEGER NOT NULL,
  started_at       INTEGER NOT NULL,
  posts            INTEGER NOT NULL,
  PRIMARY KEY (plan_id, watch_id)
) STRICT, WITHOUT ROWID;

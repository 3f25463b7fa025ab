-- When a place was last told that a query had risen. thread_id 0: the chat itself.
CREATE TABLE rises_told (
  watch_id         INTEGER NOT NULL REFERENCES watches (id) ON DELETE CASCADE,
  thread_id        INTEGER NOT NULL,
  until_at         INTEGER NOT NULL,
  PRIMARY KEY (watch_id, thread_id)
) STRICT, WITHOUT ROWID;

-- Queries of which a chat is told at once when they rise. thread_id 0: in the chat itself.
CREATE TABLE rise_alerts (
  watch_id         INTEGER PRIMARY KEY REFERENCES watches (id) ON DELETE CASCADE,
  thread_id        INTEGER NOT NULL,
  -- When the query is looked at; null: nothing was found since it was.
  check_at         INTEGER,
  -- It is not looked at before: it was a short while ago, or its rise was told less than a day ago.
  rest_until       INTEGER NOT NULL DEFAULT 0,
  -- Rises with every post that is found, so that what comes while it is looked at is not lost.
  wakes            INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX rise_alerts_due ON rise_alerts (check_at) WHERE check_at IS NOT NULL;

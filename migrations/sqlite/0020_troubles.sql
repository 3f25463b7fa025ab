-- Places where the bot may not write as it should: from the first message that was refused there until one arrives. thread_id 0:
-- the chat itself, outside of its topics.
CREATE TABLE troubles (
  chat_id          INTEGER NOT NULL REFERENCES chats (id) ON DELETE CASCADE ON UPDATE CASCADE,
  thread_id        INTEGER NOT NULL DEFAULT 0,
  kind             TEXT    NOT NULL,
  began_at         INTEGER NOT NULL,
  -- When an administrator is to be told; null: one was.
  tell_at          INTEGER,
  -- The chat in which that was; null: none, or it is forgotten.
  told_id          INTEGER REFERENCES chats (id) ON DELETE SET NULL ON UPDATE CASCADE,
  -- Of the chat, as it was then.
  title            TEXT    NOT NULL DEFAULT '',
  PRIMARY KEY (chat_id, thread_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX troubles_untold ON troubles (tell_at) WHERE tell_at IS NOT NULL;
CREATE INDEX troubles_by_told ON troubles (told_id) WHERE told_id IS NOT NULL;

-- A topic in which no plan speaks any more troubles nobody.
CREATE TRIGGER trouble_of_moved_plan AFTER UPDATE OF thread_id ON plans
WHEN OLD.thread_id <> 0 AND NEW.thread_id <> OLD.thread_id
  AND NOT EXISTS (SELECT 1 FROM plans WHERE chat_id = OLD.chat_id AND thread_id = OLD.thread_id)
BEGIN
  DELETE FROM troubles WHERE chat_id = OLD.chat_id AND thread_id = OLD.thread_id;
END;

CREATE TRIGGER trouble_of_removed_plan AFTER DELETE ON plans
WHEN OLD.thread_id <> 0 AND NOT EXISTS (SELECT 1 FROM plans WHERE chat_id = OLD.chat_id AND thread_id = OLD.thread_id)
BEGIN
  DELETE FROM troubles WHERE chat_id = OLD.chat_id AND thread_id = OLD.thread_id;
END;

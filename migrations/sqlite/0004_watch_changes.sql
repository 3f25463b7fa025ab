-- What changed among the watches, for whoever keeps them in memory: a row for each watch that was added, changed or removed, in
-- the order of the latest changes. The triggers also see what goes with its chat. The latest 10,000 changes are kept.
CREATE TABLE watch_changes (
  seq              INTEGER PRIMARY KEY AUTOINCREMENT,
  watch_id         INTEGER NOT NULL UNIQUE
) STRICT;

CREATE TRIGGER watch_added AFTER INSERT ON watches
BEGIN
  DELETE FROM watch_changes WHERE watch_id = NEW.id;
  INSERT INTO watch_changes (watch_id) VALUES (NEW.id);
END;

CREATE TRIGGER watch_changed AFTER UPDATE OF query, paused ON watches
BEGIN
  DELETE FROM watch_changes WHERE watch_id = NEW.id;
  INSERT INTO watch_changes (watch_id) VALUES (NEW.id);
END;

CREATE TRIGGER watch_removed AFTER DELETE ON watches
BEGIN
  DELETE FROM watch_changes WHERE watch_id = OLD.id;
  INSERT INTO watch_changes (watch_id) VALUES (OLD.id);
END;

-- The days in a query are those of the chat's time zone.
CREATE TRIGGER watch_moved_zone AFTER UPDATE OF time_zone ON chats WHEN NEW.time_zone <> OLD.time_zone
BEGIN
  DELETE FROM watch_changes WHERE watch_id IN (SELECT id FROM watches WHERE chat_id = NEW.id);
  INSERT INTO watch_changes (watch_id) SELECT id FROM watches WHERE chat_id = NEW.id;
END;

CREATE TRIGGER watch_change_forgotten AFTER INSERT ON watch_changes
BEGIN
  DELETE FROM watch_changes WHERE seq <= NEW.seq - 10000;
END;

-- The part that was on its way when the process was last heard of; null: none. After a crash it alone may arrive twice.
ALTER TABLE parcels ADD COLUMN in_flight_part INTEGER;
-- A parcel that failed too often waits for whoever runs the bot, and holds up no other.
ALTER TABLE parcels ADD COLUMN set_aside_at INTEGER;

DROP INDEX parcels_waiting;
CREATE INDEX parcels_waiting ON parcels (chat_id, id) WHERE sent_at IS NULL AND dropped_at IS NULL AND set_aside_at IS NULL;
CREATE INDEX parcels_due ON parcels (due_at, id) WHERE sent_at IS NULL AND dropped_at IS NULL AND set_aside_at IS NULL;

-- One row: until when Telegram asked to send nothing, and when it last took something.
CREATE TABLE sending (
  id               INTEGER PRIMARY KEY CHECK (id = 1),
  paused_until     INTEGER NOT NULL,
  last_sent_at     INTEGER NOT NULL
) STRICT;
INSERT INTO sending (id, paused_until, last_sent_at) VALUES (1, 0, 0);

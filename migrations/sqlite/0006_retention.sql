-- When a former version was first seen, and what was attached to it; null: not kept.
ALTER TABLE post_versions ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE post_versions ADD COLUMN media_json TEXT;
UPDATE post_versions SET seen_at = COALESCE(
  (SELECT MAX(former.replaced_at) FROM post_versions former
   WHERE former.post_id = post_versions.post_id AND former.revision < post_versions.revision),
  (SELECT first_seen_at FROM posts WHERE posts.id = post_versions.post_id)
);

-- Since when nobody follows the channel; null: somebody does, or nobody ever did, as with channels that were imported.
ALTER TABLE channels ADD COLUMN was_followed INTEGER NOT NULL DEFAULT 0 CHECK (was_followed IN (0, 1));
ALTER TABLE channels ADD COLUMN unfollowed_at INTEGER;
UPDATE channels SET was_followed = 1;

-- What happened the last time that something was done to the archive as a whole: one row a chore.
CREATE TABLE chores (
  name             TEXT    PRIMARY KEY,
  done_at          INTEGER,
  done_json        TEXT,
  failed_at        INTEGER,
  failure          TEXT
) STRICT, WITHOUT ROWID;

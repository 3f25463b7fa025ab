-- Posts that a chat called beside the point of a query of its own.
CREATE TABLE rejections (
  watch_id         INTEGER NOT NULL REFERENCES watches (id) ON DELETE CASCADE,
  post_id          INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  rejected_at      INTEGER NOT NULL,
  PRIMARY KEY (watch_id, post_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX rejections_by_post ON rejections (post_id);

-- Digests that are kept after they were sent, so that their pages can be turned.
CREATE INDEX parcels_kept ON parcels (sent_at) WHERE sent_at IS NOT NULL AND content_json <> '{}';

-- Notices of a channel are few, and what they say of pinned posts is asked for at every step of retention.
CREATE INDEX posts_notices ON posts (channel_id, id) WHERE kind = 'service';

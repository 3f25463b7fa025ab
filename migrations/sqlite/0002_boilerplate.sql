-- What a channel adds to its posts, whatever they are about; null until it was learnt.
ALTER TABLE channels ADD COLUMN boilerplate_json TEXT;
-- Posts stored since it was last learnt, and how many of them make it due again.
ALTER TABLE channels ADD COLUMN boilerplate_new_posts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE channels ADD COLUMN boilerplate_due_posts INTEGER NOT NULL DEFAULT 15;
ALTER TABLE channels ADD COLUMN boilerplate_leased_until INTEGER NOT NULL DEFAULT 0;
-- Posts with a lower id still have to be looked through for what was learnt; null: none.
ALTER TABLE channels ADD COLUMN boilerplate_mark_before INTEGER;
UPDATE channels SET boilerplate_new_posts = (SELECT COUNT(*) FROM posts WHERE posts.channel_id = channels.id);

-- Where it is in the text of a post.
ALTER TABLE posts ADD COLUMN boilerplate_json TEXT NOT NULL DEFAULT '[]';

-- Parts of posts and of channels that are shown and never asked about, as plain data of src/domain.
ALTER TABLE posts ADD COLUMN details_json TEXT NOT NULL DEFAULT '{}';
ALTER TABLE channels ADD COLUMN profile_json TEXT NOT NULL DEFAULT '{}';

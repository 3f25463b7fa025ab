-- What a chat has switched, as plain data of src/domain; what is not there is as it is by default.
ALTER TABLE chats ADD COLUMN settings_json TEXT NOT NULL DEFAULT '{}';

ALTER TABLE posts ADD COLUMN deleted_at INTEGER;

-- The index is made anew at the next start: its terms are others than before.
DROP TABLE posts_fts;
DROP TABLE index_terms;
DROP TABLE index_version;

-- The row id is the post's. `terms`: a term a word, which begins with the first three letters of the word and names the set of
-- its lemmas. `facts`: c:<channel id>, f:<forwarded from>, h:<media>, k:<state>, l:<language>, ^<first letters of a word>.
CREATE VIRTUAL TABLE posts_fts USING fts5 (
  terms, facts, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '+.:_#@~^'"
);
INSERT INTO posts_fts (posts_fts, rank) VALUES ('automerge', 8);

-- Which index terms stand for a lemma.
CREATE TABLE index_terms (
  lemma            TEXT    NOT NULL,
  term             TEXT    NOT NULL,
  PRIMARY KEY (lemma, term)
) STRICT, WITHOUT ROWID;

-- The vocabulary of the archive: the words of its posts as they are folded, and the index terms they have.
CREATE TABLE words (
  form             TEXT    NOT NULL,
  term             TEXT    NOT NULL,
  PRIMARY KEY (form, term)
) STRICT, WITHOUT ROWID;

-- Terms so common that a post is not listed under their first letters as well: who looks for those asks for these too.
CREATE TABLE common_terms (
  prefix           TEXT    NOT NULL,
  term             TEXT    NOT NULL,
  PRIMARY KEY (prefix, term)
) STRICT, WITHOUT ROWID;

-- One row: what made the index, and the last post that is in it while it is being made; null when it is whole.
CREATE TABLE index_state (
  id               INTEGER PRIMARY KEY CHECK (id = 1),
  version          TEXT    NOT NULL,
  made_to          INTEGER
) STRICT;

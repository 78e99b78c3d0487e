-- Everything a server knows. Forward only: once landed, a migration is never edited.
-- Times are milliseconds since 1970 and end in _at or _ms; days are YYYY-MM-DD.
-- Tables with list_id know nothing of the tables above them, so that a list can move to a database of its own.

CREATE TABLE accounts (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  inbox_id TEXT NOT NULL CHECK (length(inbox_id) = 16),
  -- The device that made the account. It alone needs no session to belong to it.
  first_device_id TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE devices (
  -- SHA-256 of the device's public key, base64url.
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 43),
  account_id TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  -- SHA-256 of the cookie's token, base64url. The token itself is stored nowhere.
  token_hash TEXT NOT NULL PRIMARY KEY CHECK (length(token_hash) = 43),
  account_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  -- The last day it synced; NULL while it never has.
  last_used_day TEXT CHECK (last_used_day LIKE '____-__-__')
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_by_device ON sessions (device_id, created_at);

CREATE TABLE lists (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) IN (16, 18)),
  -- The identity of the data; another one after a restore.
  epoch TEXT NOT NULL CHECK (length(epoch) BETWEEN 1 AND 16),
  -- The head: revision, random tag and time of the newest accepted push.
  rev INTEGER NOT NULL DEFAULT 0 CHECK (rev >= 0),
  tag TEXT NOT NULL DEFAULT '',
  pushed_at INTEGER NOT NULL DEFAULT 0,
  -- Milliseconds of the highest accepted stamp, never later than the server's own clock was.
  hlc INTEGER NOT NULL DEFAULT 0 CHECK (hlc >= 0),
  -- Up to which revision and which time of deletion tombstones were purged.
  gc_rev INTEGER NOT NULL DEFAULT 0 CHECK (gc_rev >= 0),
  gc_ms INTEGER NOT NULL DEFAULT 0 CHECK (gc_ms >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE members (
  list_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'editor', 'viewer')),
  since INTEGER NOT NULL,
  -- NULL while they are a member. The row stays: it is the proof that they were removed.
  removed_at INTEGER,
  PRIMARY KEY (list_id, account_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE items (
  list_id TEXT NOT NULL,
  id TEXT NOT NULL CHECK (length(id) BETWEEN 5 AND 16),
  rev INTEGER NOT NULL CHECK (rev > 0),
  -- {"<key>":[<value>,"<stamp>"], …}
  registers TEXT NOT NULL CHECK (json_valid(registers)),
  PRIMARY KEY (list_id, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX items_by_rev ON items (list_id, rev);

-- Values that are no longer, or never became, the current one.
CREATE TABLE history (
  list_id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  key TEXT NOT NULL,
  stamp TEXT NOT NULL CHECK (length(stamp) = 16),
  value TEXT NOT NULL,
  -- 1 when whoever replaced it, or lost to the current value, had not seen the other's value.
  is_conflict INTEGER NOT NULL CHECK (is_conflict IN (0, 1)),
  at INTEGER NOT NULL,
  PRIMARY KEY (list_id, item_id, key, stamp, value)
) STRICT, WITHOUT ROWID;

-- Every head a list has had. A replica that names another one has been talking to other data.
CREATE TABLE pushes (
  list_id TEXT NOT NULL,
  rev INTEGER NOT NULL,
  tag TEXT NOT NULL CHECK (length(tag) = 8),
  at INTEGER NOT NULL,
  PRIMARY KEY (list_id, rev)
) STRICT, WITHOUT ROWID;

-- No head goes unremembered, whoever moved it; as a statement of its own it would read the list once more.
CREATE TRIGGER lists_remember_head AFTER UPDATE OF tag ON lists
BEGIN
  INSERT INTO pushes (list_id, rev, tag, at) VALUES (new.id, new.rev, new.tag, new.pushed_at);
END;

-- Who writes under a stamp's node. The first to use a node has it.
CREATE TABLE authors (
  list_id TEXT NOT NULL,
  node TEXT NOT NULL CHECK (length(node) = 5),
  account_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  PRIMARY KEY (list_id, node)
) STRICT, WITHOUT ROWID;

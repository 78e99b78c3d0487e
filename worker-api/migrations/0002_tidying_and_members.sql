-- What tidying has to remember of each list, and which lists an account owns.

-- When the list was last tidied, and up to which revision Trash was emptied and tombstones were purged: what lies below
-- has been looked at and is never looked at again, so the work of a run is that of what has changed, not of the list.
ALTER TABLE lists ADD COLUMN tidied_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE lists ADD COLUMN emptied_rev INTEGER NOT NULL DEFAULT 0;
ALTER TABLE lists ADD COLUMN purged_rev INTEGER NOT NULL DEFAULT 0;
-- Up to which item old history was looked through; from the start again after the last.
ALTER TABLE lists ADD COLUMN swept_item_id TEXT NOT NULL DEFAULT '';

CREATE INDEX lists_by_tidied_at ON lists (tidied_at);

CREATE INDEX members_by_owner ON members (account_id) WHERE role = 'owner';

-- An outbox that costs less to write: only what is asked for is indexed, and rows without a key have no
-- place in the index of keys. Which of a chat's rows is next is found while reading those that are ready.
CREATE TABLE outbox_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT,     -- never given twice: what is under way is known by it
    key TEXT,
    chat_id INTEGER NOT NULL,
    method TEXT NOT NULL,
    body TEXT NOT NULL,                       -- JSON, ready for the wire; emptied once sent
    file TEXT,                                -- JSON: what to render when it is sent
    live INTEGER NOT NULL DEFAULT 0 CHECK (live IN (0, 1, 2)),  -- 2: ends the conversation
    priority INTEGER NOT NULL,                -- smaller goes first
    not_before TEXT NOT NULL,                 -- of a row that is ready: the end of a pause, read at start only
    state TEXT NOT NULL CHECK (state IN ('later', 'ready', 'sending', 'sent', 'dropped')),
    attempts INTEGER NOT NULL DEFAULT 0,      -- failed ones
    uncertain INTEGER NOT NULL DEFAULT 0,     -- sends whose result nobody knows
    error TEXT,                               -- why it was dropped, or rewritten as plain text
    message_id INTEGER,
    created_at TEXT NOT NULL,
    done_at TEXT
) STRICT;
INSERT INTO outbox_new SELECT id, key, chat_id, method, body, file, live, priority, not_before, state, attempts,
    uncertain, error, message_id, created_at, done_at FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_new RENAME TO outbox;
CREATE UNIQUE INDEX outbox_key ON outbox (key) WHERE key IS NOT NULL;
CREATE INDEX outbox_later ON outbox (not_before) WHERE state = 'later';
CREATE INDEX outbox_ready ON outbox (priority, id) WHERE state = 'ready';
CREATE INDEX outbox_claimed ON outbox (chat_id) WHERE state = 'sending';
CREATE INDEX outbox_done ON outbox (done_at) WHERE done_at IS NOT NULL;
-- Old updates are the first ones: pruning finds them without an index.
DROP INDEX updates_by_time;

-- People, schools and who may do what -----------------------------------------------------------------
CREATE TABLE schools (
    id INTEGER PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE CHECK (number BETWEEN 1 AND 9999),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    next_mentee INTEGER NOT NULL DEFAULT 1,   -- codes are never reused
    next_mentor INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL,
    archived_at TEXT
) STRICT;
CREATE UNIQUE INDEX schools_by_name ON schools (name) WHERE archived_at IS NULL;

CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    telegram_id INTEGER NOT NULL UNIQUE,
    name TEXT NOT NULL,
    consent_version TEXT,
    consented_at TEXT,
    active_role INTEGER,                      -- roles.id: the one they act in now
    unreachable_since TEXT,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE mentors (
    id INTEGER PRIMARY KEY,
    school_id INTEGER NOT NULL REFERENCES schools (id),
    code TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('adult', 'pupil')),
    name TEXT,                                -- adults only: a pupil is a code
    place TEXT,
    consent TEXT,                             -- paper number and date, where given on paper
    person_id INTEGER REFERENCES people (id),
    created_at TEXT NOT NULL,
    archived_at TEXT,
    CHECK (kind = 'adult' OR name IS NULL)
) STRICT;
CREATE INDEX mentors_by_school ON mentors (school_id);

CREATE TABLE roles (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id),
    role TEXT NOT NULL CHECK (role IN ('department', 'coordinator', 'mentor')),
    school_id INTEGER REFERENCES schools (id),
    mentor_id INTEGER REFERENCES mentors (id),
    granted_at TEXT NOT NULL,
    revoked_at TEXT,
    CHECK ((role = 'department') = (school_id IS NULL)),
    CHECK ((role = 'mentor') = (mentor_id IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX roles_once ON roles (person_id, role, coalesce(school_id, 0), coalesce(mentor_id, 0))
    WHERE revoked_at IS NULL;
CREATE INDEX roles_by_school ON roles (school_id);

CREATE TABLE invitations (
    id INTEGER PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL CHECK (role IN ('coordinator', 'mentor')),
    school_id INTEGER NOT NULL REFERENCES schools (id),
    mentor_id INTEGER REFERENCES mentors (id),
    created_by INTEGER NOT NULL REFERENCES people (id),
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT,
    used_by INTEGER REFERENCES people (id),
    revoked_at TEXT
) STRICT;
CREATE INDEX invitations_by_school ON invitations (school_id);

-- The registry -------------------------------------------------------------------------------------------
CREATE TABLE mentees (
    id INTEGER PRIMARY KEY,
    school_id INTEGER NOT NULL REFERENCES schools (id),
    code TEXT NOT NULL UNIQUE,
    grade TEXT,                               -- class or year of birth
    request TEXT,
    consent_kind TEXT CHECK (consent_kind IN ('parent', 'both', 'own')),
    consent TEXT,                             -- paper number and date
    created_at TEXT NOT NULL,
    archived_at TEXT
) STRICT;
CREATE INDEX mentees_by_school ON mentees (school_id);

CREATE TABLE pairs (
    id INTEGER PRIMARY KEY,
    school_id INTEGER NOT NULL REFERENCES schools (id),
    form TEXT NOT NULL,
    mentor_id INTEGER NOT NULL REFERENCES mentors (id),
    goal TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    order_no TEXT,
    state TEXT NOT NULL CHECK (state IN ('draft', 'active', 'paused', 'completed', 'stopped')),
    closed_on TEXT,
    result TEXT,
    reason TEXT,
    revision INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL,
    CHECK (ends_on >= starts_on),
    CHECK ((state IN ('completed', 'stopped')) = (closed_on IS NOT NULL))
) STRICT;
CREATE INDEX pairs_by_school ON pairs (school_id, state);
CREATE INDEX pairs_by_mentor ON pairs (mentor_id);

CREATE TABLE pair_mentees (
    pair_id INTEGER NOT NULL REFERENCES pairs (id),
    mentee_id INTEGER NOT NULL REFERENCES mentees (id),
    PRIMARY KEY (pair_id, mentee_id)
) STRICT;
CREATE INDEX pair_mentees_by_mentee ON pair_mentees (mentee_id);

CREATE TABLE pair_events (
    id INTEGER PRIMARY KEY,
    pair_id INTEGER NOT NULL REFERENCES pairs (id),
    at TEXT NOT NULL,
    by_person INTEGER NOT NULL REFERENCES people (id),
    before TEXT,
    after TEXT NOT NULL,
    note TEXT
) STRICT;
CREATE INDEX pair_events_by_pair ON pair_events (pair_id);

CREATE TABLE meetings (
    id INTEGER PRIMARY KEY,
    pair_id INTEGER NOT NULL REFERENCES pairs (id),
    held_on TEXT NOT NULL,
    minutes INTEGER CHECK (minutes BETWEEN 1 AND 720),
    topic TEXT,
    logged_by INTEGER NOT NULL REFERENCES people (id),
    logged_at TEXT NOT NULL,
    undone_at TEXT
) STRICT;
CREATE INDEX meetings_by_pair ON meetings (pair_id, held_on);

-- The roadmap ------------------------------------------------------------------------------------------
CREATE TABLE years (
    year INTEGER PRIMARY KEY CHECK (year BETWEEN 2000 AND 2999),
    activated_at TEXT NOT NULL,
    activated_by INTEGER NOT NULL REFERENCES people (id)
) STRICT;

CREATE TABLE deadlines (
    id INTEGER PRIMARY KEY,
    year INTEGER NOT NULL REFERENCES years (year),
    roadmap_row TEXT NOT NULL,
    period TEXT NOT NULL,
    form TEXT,                                -- the form that answers it, where there is one
    nominal TEXT NOT NULL,
    effective TEXT NOT NULL,                  -- the day after the policy for days off
    ends_at TEXT NOT NULL,                    -- the instant that day ends in local time
    since TEXT NOT NULL,                      -- the day from which reminders are expected
    moved_at TEXT,
    moved_by INTEGER REFERENCES people (id),
    closed_at TEXT,
    UNIQUE (roadmap_row, period)
) STRICT;
CREATE INDEX deadlines_by_form ON deadlines (form, period);

CREATE TABLE day_overrides (
    day TEXT PRIMARY KEY,
    is_off INTEGER NOT NULL CHECK (is_off IN (0, 1))
) STRICT;

-- Forms ------------------------------------------------------------------------------------------------
CREATE TABLE drafts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,     -- never given twice: old buttons carry it
    form TEXT NOT NULL,
    version INTEGER NOT NULL,
    subject TEXT NOT NULL,                    -- whose and what about: "5:2026-Q3", "@7:new"
    school_id INTEGER REFERENCES schools (id),
    answers TEXT NOT NULL,
    kept TEXT NOT NULL,
    reasons TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    begun_by INTEGER NOT NULL REFERENCES people (id),
    begun_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    UNIQUE (form, subject)
) STRICT;

CREATE TABLE focus (
    person_id INTEGER PRIMARY KEY REFERENCES people (id),
    draft_id INTEGER NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL                 -- of the draft as this person was last shown it
) STRICT;
CREATE INDEX focus_by_draft ON focus (draft_id);

CREATE TABLE receipts (
    draft_id INTEGER PRIMARY KEY,             -- the draft that was handed in; a second tap finds its receipt
    form TEXT NOT NULL,
    school_id INTEGER REFERENCES schools (id),
    result INTEGER NOT NULL,                  -- the row it became: a submission, a pair, a mentor…
    person_id INTEGER NOT NULL REFERENCES people (id),
    at TEXT NOT NULL
) STRICT;

CREATE TABLE submissions (
    id INTEGER PRIMARY KEY,
    form TEXT NOT NULL,
    form_version INTEGER NOT NULL,
    school_id INTEGER NOT NULL REFERENCES schools (id),
    period TEXT NOT NULL,
    answers TEXT NOT NULL,
    reasons TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('submitted', 'returned', 'accepted')),
    revision INTEGER NOT NULL DEFAULT 1,
    first_at TEXT NOT NULL,
    on_time INTEGER NOT NULL CHECK (on_time IN (0, 1)),  -- judged by the first submission
    changed_at TEXT NOT NULL,
    by_person INTEGER NOT NULL REFERENCES people (id),
    announced_at TEXT,
    UNIQUE (form, school_id, period)
) STRICT;
CREATE INDEX submissions_unannounced ON submissions (id) WHERE announced_at IS NULL;

CREATE TABLE submission_history (
    id INTEGER PRIMARY KEY,
    submission_id INTEGER NOT NULL REFERENCES submissions (id),
    revision INTEGER NOT NULL,
    at TEXT NOT NULL,
    by_person INTEGER NOT NULL REFERENCES people (id),
    answers TEXT NOT NULL,
    reasons TEXT NOT NULL,
    UNIQUE (submission_id, revision)
) STRICT;

-- Reminders: what was already said ----------------------------------------------------------------------
CREATE TABLE reminders (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id),
    debt TEXT NOT NULL,
    day TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('sent', 'replaced', 'cancelled', 'missed')),
    said_on TEXT NOT NULL,
    UNIQUE (person_id, debt, day)
) STRICT;

CREATE TABLE snoozes (
    person_id INTEGER NOT NULL REFERENCES people (id),
    debt TEXT NOT NULL,
    until TEXT NOT NULL,
    PRIMARY KEY (person_id, debt)
) STRICT;

-- The border to the messenger ---------------------------------------------------------------------------
CREATE TABLE chats (
    id INTEGER PRIMARY KEY,                   -- the messenger's id
    live_message INTEGER,                     -- the one with the current keyboard
    commands TEXT,                            -- digest of the command menu it was last given
    title TEXT,                               -- of a group
    bound_at TEXT,
    bound_by INTEGER REFERENCES people (id)
) STRICT;

CREATE TABLE updates (
    id INTEGER PRIMARY KEY,                   -- update_id
    at TEXT NOT NULL,
    digest TEXT NOT NULL,                     -- tells a repeated update from a server that counts anew
    failure TEXT                              -- the exception's type, when it was rolled back
) STRICT;
CREATE INDEX updates_by_time ON updates (at);

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    key TEXT UNIQUE,
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
CREATE INDEX outbox_later ON outbox (not_before) WHERE state = 'later';
CREATE INDEX outbox_ready ON outbox (priority, id) WHERE state = 'ready';
CREATE INDEX outbox_ready_by_chat ON outbox (chat_id, priority, id) WHERE state = 'ready';
CREATE INDEX outbox_claimed ON outbox (id) WHERE state = 'sending';
CREATE INDEX outbox_done ON outbox (done_at);

CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

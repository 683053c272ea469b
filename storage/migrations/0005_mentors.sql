-- Row 4.2 has its form from now on: a half-year that was over before asks nothing of anybody ----------------
UPDATE deadlines SET since = max(since, date('now')) WHERE form = 'quality';

-- Meetings: who of a group came; no rows where nobody was asked --------------------------------------------
CREATE TABLE meeting_mentees (
    meeting_id INTEGER NOT NULL REFERENCES meetings (id),
    mentee_id INTEGER NOT NULL REFERENCES mentees (id),
    came INTEGER NOT NULL CHECK (came IN (0, 1)),
    PRIMARY KEY (meeting_id, mentee_id)
) STRICT;
CREATE INDEX meeting_mentees_by_mentee ON meeting_mentees (mentee_id);

CREATE TABLE meeting_changes (                       -- what happened to a meeting after it was logged
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    meeting_id INTEGER NOT NULL REFERENCES meetings (id),
    at TEXT NOT NULL,
    by_person INTEGER NOT NULL REFERENCES people (id),
    what TEXT NOT NULL CHECK (what IN ('undone', 'restored', 'minutes', 'topic', 'absent')),
    before TEXT,
    after TEXT
) STRICT;
CREATE INDEX meeting_changes_by_meeting ON meeting_changes (meeting_id);

-- How it goes, asked once a month of each pair at work -------------------------------------------------------
CREATE TABLE checkins (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    pair_id INTEGER NOT NULL REFERENCES pairs (id),
    month TEXT NOT NULL,                             -- "2026-11"
    asked_at TEXT NOT NULL,
    answer TEXT CHECK (answer IN ('good', 'hard', 'apart')),
    answered_at TEXT,
    by_person INTEGER REFERENCES people (id),
    UNIQUE (pair_id, month),
    CHECK ((answer IS NULL) = (answered_at IS NULL))
) STRICT;
CREATE INDEX checkins_by_month ON checkins (month);

CREATE TABLE checkin_answers (                       -- each answer as it was given; the newest stands in the question
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    checkin_id INTEGER NOT NULL REFERENCES checkins (id),
    answer TEXT NOT NULL,
    by_person INTEGER NOT NULL REFERENCES people (id),
    at TEXT NOT NULL
) STRICT;

CREATE TABLE mentor_wishes (                         -- what a mentor asks the coordinator for: the coordinator decides
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    pair_id INTEGER NOT NULL REFERENCES pairs (id),
    what TEXT NOT NULL CHECK (what IN ('talk', 'pause', 'end')),
    words TEXT,                                      -- of a talk only
    by_person INTEGER NOT NULL REFERENCES people (id),
    at TEXT NOT NULL,
    closed_at TEXT,                                  -- answered, or taken back
    closed_by INTEGER REFERENCES people (id),
    CHECK ((closed_at IS NULL) = (closed_by IS NULL))
) STRICT;
CREATE UNIQUE INDEX mentor_wishes_open ON mentor_wishes (pair_id, what) WHERE closed_at IS NULL;

CREATE TABLE school_breaks (                         -- days on which schools rest: nobody is asked, no meeting is missed
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    by_person INTEGER NOT NULL REFERENCES people (id),
    at TEXT NOT NULL,
    dropped_at TEXT,
    dropped_by INTEGER REFERENCES people (id),
    CHECK (last_day >= first_day),
    CHECK ((dropped_at IS NULL) = (dropped_by IS NULL))
) STRICT;

-- Pairs at risk: from when on a pair is one, and what its coordinator did about it ------------------------------
CREATE TABLE risk_limits (                           -- each word of the department; the newest of a key counts
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL,
    value INTEGER NOT NULL CHECK (value BETWEEN 1 AND 366),
    by_person INTEGER NOT NULL REFERENCES people (id),
    at TEXT NOT NULL
) STRICT;

CREATE TABLE care (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    pair_id INTEGER NOT NULL REFERENCES pairs (id),
    what TEXT NOT NULL CHECK (what IN ('wrote', 'later', 'again')),
    until TEXT,                                      -- of 'later': the day on which the pair is shown again
    words TEXT,                                      -- of 'wrote': what the mentor was told
    by_person INTEGER NOT NULL REFERENCES people (id),
    at TEXT NOT NULL,
    CHECK ((what = 'later') = (until IS NOT NULL)),
    CHECK ((what = 'wrote') = (words IS NOT NULL))
) STRICT;
CREATE INDEX care_by_pair ON care (pair_id);

-- The plan of a pair: goals, each rated by the mentor three times ---------------------------------------------
CREATE TABLE goals (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    pair_id INTEGER NOT NULL REFERENCES pairs (id),
    words TEXT NOT NULL,                             -- as they are now; what they were stands in the steps
    dropped_at TEXT
) STRICT;
CREATE INDEX goals_by_pair ON goals (pair_id);

CREATE TABLE goal_steps (                            -- what happened to a goal, with the words it had from then on
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    goal_id INTEGER NOT NULL REFERENCES goals (id),
    at TEXT NOT NULL,
    by_person INTEGER NOT NULL REFERENCES people (id),
    what TEXT NOT NULL CHECK (what IN ('set', 'reworded', 'dropped', 'returned')),
    words TEXT NOT NULL
) STRICT;
CREATE INDEX goal_steps_by_goal ON goal_steps (goal_id);

CREATE TABLE goal_ratings (                          -- each rating as it was given; the newest of a moment counts
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    goal_id INTEGER NOT NULL REFERENCES goals (id),
    moment TEXT NOT NULL CHECK (moment IN ('start', 'middle', 'end')),
    value INTEGER NOT NULL CHECK (value BETWEEN 1 AND 10),
    by_person INTEGER NOT NULL REFERENCES people (id),
    at TEXT NOT NULL,
    day TEXT NOT NULL                                -- the local day of it: figures are counted by days
) STRICT;
CREATE INDEX goal_ratings_by_goal ON goal_ratings (goal_id, moment);

CREATE TABLE goal_calls (                            -- of which moment of a pair its mentor was told
    pair_id INTEGER NOT NULL REFERENCES pairs (id),
    moment TEXT NOT NULL CHECK (moment IN ('middle', 'end')),
    told_on TEXT NOT NULL,
    PRIMARY KEY (pair_id, moment)
) STRICT;

-- A concern: past the school, to one responsible person of the department --------------------------------------
CREATE TABLE concerns (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    by_person INTEGER NOT NULL REFERENCES people (id),
    role TEXT NOT NULL CHECK (role IN ('mentor', 'coordinator')),  -- in which it was told
    school_id INTEGER NOT NULL REFERENCES schools (id),
    pair_id INTEGER REFERENCES pairs (id),
    opened_on TEXT NOT NULL,                         -- the local day since which it is open
    revision INTEGER NOT NULL DEFAULT 1,
    closed_at TEXT
) STRICT;
CREATE INDEX concerns_by_person ON concerns (by_person);
CREATE INDEX concerns_open ON concerns (opened_on) WHERE closed_at IS NULL;

CREATE TABLE concern_lines (                         -- all that was said, and what was done: nowhere else
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    concern_id INTEGER NOT NULL REFERENCES concerns (id),
    at TEXT NOT NULL,
    by_person INTEGER NOT NULL REFERENCES people (id),
    what TEXT NOT NULL CHECK (what IN ('told', 'added', 'answered', 'closed', 'reopened')),
    words TEXT,
    CHECK ((what IN ('told', 'added', 'answered')) = (words IS NOT NULL))
) STRICT;
CREATE INDEX concern_lines_by_concern ON concern_lines (concern_id);

CREATE TABLE concern_duty (                          -- whose post in the department answers them: the newest counts
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    post_id INTEGER NOT NULL REFERENCES roles (id),
    at TEXT NOT NULL,
    by_person INTEGER NOT NULL REFERENCES people (id)
) STRICT;

-- Questionnaires before and after: one sheet for each who is asked ----------------------------------------------
CREATE TABLE sheets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    school_id INTEGER NOT NULL REFERENCES schools (id),
    side TEXT NOT NULL CHECK (side IN ('mentee', 'mentor', 'coordinator')),
    pair_id INTEGER REFERENCES pairs (id),           -- NULL: the coordinator's, about the whole programme of a year
    mentee_id INTEGER REFERENCES mentees (id),       -- of a mentee's sheet only
    year INTEGER,                                    -- of a coordinator's sheet only
    moment TEXT NOT NULL CHECK (moment IN ('before', 'after')),
    form TEXT NOT NULL,                              -- the set of questions, and its version
    version INTEGER NOT NULL,
    opened_at TEXT NOT NULL,
    due_on TEXT NOT NULL,                            -- the last day on which it is not late
    answers TEXT,                                    -- JSON, once it is filled
    filled_at TEXT,
    source TEXT CHECK (source IN ('self', 'link', 'paper')),
    by_person INTEGER REFERENCES people (id),        -- never a mentee: nobody, where it came by a link
    dropped_at TEXT,                                 -- not wanted any more
    dropped_why TEXT CHECK (dropped_why IN ('state', 'declined')),  -- the pair's state asks for the other end; said so
    told INTEGER NOT NULL DEFAULT 0,                 -- how often a late mentor was reminded of it
    CHECK ((answers IS NULL) = (filled_at IS NULL)),
    CHECK ((side = 'mentee') = (mentee_id IS NOT NULL)),
    CHECK ((side = 'coordinator') = (pair_id IS NULL)),
    CHECK ((side = 'coordinator') = (year IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX sheets_once ON sheets
    (side, school_id, coalesce(pair_id, 0), coalesce(mentee_id, 0), coalesce(year, 0), moment);
CREATE INDEX sheets_by_pair ON sheets (pair_id);
CREATE INDEX sheets_waiting ON sheets (due_on) WHERE filled_at IS NULL AND dropped_at IS NULL;
CREATE INDEX sheets_resting ON sheets (pair_id) WHERE dropped_why = 'state';
CREATE INDEX sheets_by_school ON sheets (school_id);

CREATE TABLE sheet_links (                           -- for one sheet and one use; who opens it stays unknown
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sheet_id INTEGER NOT NULL REFERENCES sheets (id),
    token_hash TEXT NOT NULL UNIQUE,
    created_by INTEGER NOT NULL REFERENCES people (id),
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    opened_at TEXT,
    holder TEXT,                                     -- a keyed hash of the chat it was opened in: no other may go on.
                                                     -- Forgotten with the progress once the link is over
    progress TEXT NOT NULL DEFAULT '{}',             -- JSON: the answers so far
    used_at TEXT,
    revoked_at TEXT
) STRICT;
CREATE INDEX sheet_links_by_sheet ON sheet_links (sheet_id);
CREATE INDEX sheet_links_held ON sheet_links (holder) WHERE holder IS NOT NULL;

-- What a mentor can give, for matching and for the base; how a pair ended ---------------------------------------
ALTER TABLE mentors ADD COLUMN competences TEXT;     -- keys with commas
ALTER TABLE mentors ADD COLUMN achievements TEXT;
ALTER TABLE mentors ADD COLUMN interests TEXT;
ALTER TABLE mentors ADD COLUMN ages TEXT;            -- keys of age bands with commas
ALTER TABLE mentors ADD COLUMN hours INTEGER CHECK (hours BETWEEN 1 AND 100);  -- a month
ALTER TABLE mentors ADD COLUMN places INTEGER CHECK (places BETWEEN 1 AND 50);  -- mentees at a time
ALTER TABLE mentors ADD COLUMN forms TEXT;           -- keys of mentoring forms with commas
ALTER TABLE mentors ADD COLUMN from_mentee INTEGER REFERENCES mentees (id);  -- who they were before
CREATE UNIQUE INDEX mentors_from_mentee ON mentors (from_mentee);  -- nobody becomes a mentor twice
ALTER TABLE mentees ADD COLUMN wants TEXT;           -- keys of competences with commas: what the request is about
ALTER TABLE mentees ADD COLUMN form TEXT;            -- the form of mentoring that is asked for
ALTER TABLE pairs ADD COLUMN story TEXT;             -- a short case, without names

-- The history of what schools keep is about mentors and mentees as well: the names of registries are checked anew ----
CREATE TABLE kept_history (
    id INTEGER PRIMARY KEY,
    registry TEXT NOT NULL CHECK (registry IN ('partner', 'material', 'publication', 'fault', 'mentor', 'mentee')),
    subject_id INTEGER NOT NULL,                     -- the id in that registry
    at TEXT NOT NULL,
    by_person INTEGER NOT NULL REFERENCES people (id),
    what TEXT NOT NULL,
    before TEXT,                                     -- JSON of the changed fields alone
    after TEXT
) STRICT;
INSERT INTO kept_history SELECT id, registry, subject_id, at, by_person, what, before, after FROM registry_history;
DROP TABLE registry_history;
ALTER TABLE kept_history RENAME TO registry_history;
CREATE INDEX registry_history_by_subject ON registry_history (registry, subject_id);

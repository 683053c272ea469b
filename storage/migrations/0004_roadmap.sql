-- Files that people sent: fetched in the background and kept beside the database --------------------------
CREATE TABLE files (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    school_id INTEGER REFERENCES schools (id),       -- NULL: the department's
    kind TEXT NOT NULL CHECK (kind IN ('document', 'photo')),
    remote_id TEXT NOT NULL,                         -- the messenger's, to fetch it by and to send it again
    album TEXT,                                      -- it came together with others of this number
    name TEXT NOT NULL,                              -- as it is shown and sent again; never a path
    mime TEXT NOT NULL,
    size INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'kept', 'refused')),
    sha256 TEXT,                                     -- of what is kept, and its name on the disk
    trouble TEXT,                                    -- why it was refused, or could not be fetched so far
    attempts INTEGER NOT NULL DEFAULT 0,
    not_before TEXT NOT NULL,
    by_person INTEGER NOT NULL REFERENCES people (id),
    at TEXT NOT NULL,
    CHECK ((state = 'kept') = (sha256 IS NOT NULL))
) STRICT;
CREATE INDEX files_waiting ON files (not_before) WHERE state = 'waiting';
CREATE INDEX files_by_album ON files (by_person, album) WHERE album IS NOT NULL;

-- Rows that are done with evidence (1.1–1.6): one mechanism --------------------------------------------
CREATE TABLE evidence (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    roadmap_row TEXT NOT NULL,
    period TEXT NOT NULL,                            -- "2026-Y"
    school_id INTEGER REFERENCES schools (id),       -- NULL: a row of the department itself
    state TEXT NOT NULL CHECK (state IN ('filed', 'agreed', 'returned')),
    number TEXT,
    dated TEXT,
    file_id INTEGER REFERENCES files (id),
    link TEXT,
    comment TEXT,                                    -- of whoever filed it
    remark TEXT,                                     -- of whoever agreed or returned it
    reason TEXT,                                     -- why what had been agreed to was changed
    revision INTEGER NOT NULL DEFAULT 1,
    first_at TEXT NOT NULL,
    on_time INTEGER NOT NULL CHECK (on_time IN (0, 1)),  -- judged by the first filing
    changed_at TEXT NOT NULL,
    by_person INTEGER NOT NULL REFERENCES people (id)
) STRICT;
CREATE UNIQUE INDEX evidence_once ON evidence (roadmap_row, period, coalesce(school_id, 0));
CREATE INDEX evidence_by_school ON evidence (school_id);

CREATE TABLE evidence_history (
    id INTEGER PRIMARY KEY,
    evidence_id INTEGER NOT NULL REFERENCES evidence (id),
    at TEXT NOT NULL,
    by_person INTEGER NOT NULL REFERENCES people (id),
    before TEXT,                                     -- JSON of the row, NULL for the first
    after TEXT NOT NULL
) STRICT;
CREATE INDEX evidence_history_by_evidence ON evidence_history (evidence_id);

-- Partners (1.7, 2.1, 2.2) -----------------------------------------------------------------------------
CREATE TABLE partners (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    school_id INTEGER NOT NULL REFERENCES schools (id),
    name TEXT NOT NULL,
    agreement TEXT,                                  -- its number
    agreed_on TEXT NOT NULL,
    valid_until TEXT,                                -- the last day; NULL: without an end
    gives_mentors INTEGER NOT NULL DEFAULT 0 CHECK (gives_mentors IN (0, 1)),
    file_id INTEGER REFERENCES files (id),
    revision INTEGER NOT NULL DEFAULT 1,
    by_person INTEGER NOT NULL REFERENCES people (id),
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    ended_on TEXT,                                   -- the agreement is over
    end_reason TEXT,
    told_ending TEXT,                                -- the last day whose coming was told
    told_expired TEXT                                -- and whose passing was
) STRICT;
CREATE INDEX partners_by_school ON partners (school_id);
CREATE INDEX partners_by_end ON partners (valid_until) WHERE ended_on IS NULL;

CREATE TABLE partner_confirmations (                 -- the list is current (2.2)
    school_id INTEGER NOT NULL REFERENCES schools (id),
    period TEXT NOT NULL,                            -- "2026-Q4"
    partners INTEGER NOT NULL,                       -- how many agreements were valid then
    by_person INTEGER NOT NULL REFERENCES people (id),
    at TEXT NOT NULL,
    PRIMARY KEY (school_id, period)
) STRICT;

-- Materials (2.3), publications (2.4), faults of the Navigator module (3.1) --------------------------------
CREATE TABLE materials (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    school_id INTEGER REFERENCES schools (id),       -- NULL: the department's
    title TEXT NOT NULL,
    about TEXT,
    words TEXT NOT NULL,                             -- what it is found by: plain words, a space before each
    file_id INTEGER REFERENCES files (id),
    link TEXT,
    by_person INTEGER NOT NULL REFERENCES people (id),
    created_at TEXT NOT NULL,
    withdrawn_at TEXT,
    CHECK (file_id IS NOT NULL OR link IS NOT NULL)
) STRICT;
CREATE INDEX materials_by_school ON materials (school_id);

CREATE TABLE material_tags (
    material_id INTEGER NOT NULL REFERENCES materials (id),
    tag TEXT NOT NULL,                               -- lower case
    PRIMARY KEY (material_id, tag)
) STRICT;
CREATE INDEX material_tags_by_tag ON material_tags (tag);

CREATE TABLE publications (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    school_id INTEGER NOT NULL REFERENCES schools (id),
    published_on TEXT NOT NULL,
    title TEXT NOT NULL,
    channel TEXT NOT NULL,                           -- site, community, stand, press, or the school's own word
    link TEXT,
    reach INTEGER,                                   -- people, where known
    revision INTEGER NOT NULL DEFAULT 1,
    by_person INTEGER NOT NULL REFERENCES people (id),
    created_at TEXT NOT NULL,
    withdrawn_at TEXT
) STRICT;
CREATE INDEX publications_by_school ON publications (school_id, published_on);

CREATE TABLE faults (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    school_id INTEGER NOT NULL REFERENCES schools (id),
    kind TEXT NOT NULL,
    about TEXT,
    revision INTEGER NOT NULL DEFAULT 1,
    by_person INTEGER NOT NULL REFERENCES people (id),
    opened_at TEXT NOT NULL,                         -- anew, where it was not mended
    closed_at TEXT,
    closed_by INTEGER REFERENCES people (id),
    answer TEXT
) STRICT;
CREATE INDEX faults_by_school ON faults (school_id);
CREATE UNIQUE INDEX faults_open ON faults (school_id, kind) WHERE closed_at IS NULL AND kind <> 'other';

-- What happened to them: who, when, and what was changed ------------------------------------------------
CREATE TABLE registry_history (
    id INTEGER PRIMARY KEY,
    registry TEXT NOT NULL CHECK (registry IN ('partner', 'material', 'publication', 'fault')),
    subject_id INTEGER NOT NULL,                     -- the id in that registry
    at TEXT NOT NULL,
    by_person INTEGER NOT NULL REFERENCES people (id),
    what TEXT NOT NULL,
    before TEXT,                                     -- JSON of the changed fields alone
    after TEXT
) STRICT;
CREATE INDEX registry_history_by_subject ON registry_history (registry, subject_id);

CREATE TABLE searches (                              -- what a person looked for last, so that pages can turn
    person_id INTEGER NOT NULL REFERENCES people (id),
    desk TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (person_id, desk)
) STRICT;

-- Events (3.2) and the contest (3.3) ----------------------------------------------------------------------
CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    roadmap_row TEXT,                                -- "3.2" for a seminar of the order
    period TEXT,
    title TEXT NOT NULL,
    about TEXT,
    place TEXT NOT NULL,                             -- an address or a link
    starts_at TEXT NOT NULL,
    audience TEXT NOT NULL CHECK (audience IN ('coordinators', 'mentors', 'everybody')),
    by_person INTEGER NOT NULL REFERENCES people (id),
    created_at TEXT NOT NULL,
    moved_at TEXT NOT NULL,                          -- since then its time is what it is
    announced_at TEXT,
    cancelled_at TEXT,
    cancel_reason TEXT
) STRICT;
CREATE INDEX events_by_start ON events (starts_at);

CREATE TABLE event_history (
    id INTEGER PRIMARY KEY,
    event_id INTEGER NOT NULL REFERENCES events (id),
    at TEXT NOT NULL,
    by_person INTEGER NOT NULL REFERENCES people (id),
    before TEXT,                                     -- JSON of the event, NULL for the first
    after TEXT NOT NULL
) STRICT;
CREATE INDEX event_history_by_event ON event_history (event_id);

CREATE TABLE event_guests (
    event_id INTEGER NOT NULL REFERENCES events (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    school_id INTEGER REFERENCES schools (id),
    signed_at TEXT NOT NULL,
    left_at TEXT,                                    -- will not come (after all)
    told_day TEXT,                                   -- the start they were reminded of the day before
    told_hour TEXT,                                  -- and an hour before
    attended INTEGER CHECK (attended IN (0, 1)),     -- counts as training
    marked_at TEXT,
    marked_by INTEGER REFERENCES people (id),
    PRIMARY KEY (event_id, person_id)
) STRICT;

CREATE TABLE contests (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    year INTEGER NOT NULL UNIQUE,
    title TEXT NOT NULL,
    about TEXT,
    criteria TEXT NOT NULL,                          -- JSON: names, each scored 0–10
    ends_on TEXT NOT NULL,                           -- the last day for applications
    ends_at TEXT NOT NULL,                           -- the instant that day ends; judging begins
    round INTEGER NOT NULL DEFAULT 1,                -- of judging; reopening begins another
    by_person INTEGER NOT NULL REFERENCES people (id),
    created_at TEXT NOT NULL,
    opened_at TEXT,
    jury_told_at TEXT,                               -- that it may judge now
    closed_at TEXT
) STRICT;

CREATE TABLE contest_history (                       -- changed, opened, closed, reopened; entries filed and withdrawn
    id INTEGER PRIMARY KEY,
    contest_id INTEGER NOT NULL REFERENCES contests (id),
    entry_id INTEGER,
    at TEXT NOT NULL,
    by_person INTEGER NOT NULL REFERENCES people (id),
    what TEXT NOT NULL,
    note TEXT                                        -- a reason, or JSON of what it was before
) STRICT;
CREATE INDEX contest_history_by_contest ON contest_history (contest_id);

CREATE TABLE contest_jury (
    contest_id INTEGER NOT NULL REFERENCES contests (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    named_at TEXT NOT NULL,
    removed_at TEXT,
    PRIMARY KEY (contest_id, person_id)
) STRICT;

CREATE TABLE contest_entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contest_id INTEGER NOT NULL REFERENCES contests (id),
    school_id INTEGER NOT NULL REFERENCES schools (id),
    title TEXT NOT NULL,
    about TEXT NOT NULL,
    files TEXT NOT NULL,                             -- JSON: ids of files
    by_person INTEGER NOT NULL REFERENCES people (id),
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    withdrawn_at TEXT,
    UNIQUE (contest_id, school_id)
) STRICT;

CREATE TABLE contest_scores (
    entry_id INTEGER NOT NULL REFERENCES contest_entries (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    criterion INTEGER NOT NULL,                      -- its place in the contest's list
    score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 10),
    at TEXT NOT NULL,
    PRIMARY KEY (entry_id, person_id, criterion)
) STRICT;

-- Broadcasts, and the document of row 1.8: who was sent it, who has read it ----------------------------
CREATE TABLE broadcasts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    roadmap_row TEXT,                                -- "1.8" for the motivation document
    period TEXT,
    title TEXT,                                      -- of that document, with its
    number TEXT,
    dated TEXT,
    event_id INTEGER REFERENCES events (id),         -- what it invites to
    contest_id INTEGER REFERENCES contests (id),
    audience TEXT NOT NULL,
    words TEXT NOT NULL,
    file_id INTEGER REFERENCES files (id),
    wants_receipt INTEGER NOT NULL CHECK (wants_receipt IN (0, 1)),
    urgent INTEGER NOT NULL DEFAULT 0 CHECK (urgent IN (0, 1)),  -- leaves in quiet hours too
    by_person INTEGER NOT NULL REFERENCES people (id),
    created_at TEXT NOT NULL,
    sent_at TEXT,                                    -- confirmed; a draft until then
    undone_at TEXT,
    reported_at TEXT                                 -- its end was told to the sender
) STRICT;
CREATE INDEX broadcasts_under_way ON broadcasts (id) WHERE sent_at IS NOT NULL AND reported_at IS NULL;

CREATE TABLE broadcast_people (
    broadcast_id INTEGER NOT NULL REFERENCES broadcasts (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'unreachable', 'undone')),
    at TEXT,                                         -- of the state
    read_at TEXT,
    PRIMARY KEY (broadcast_id, person_id)
) STRICT;
CREATE INDEX broadcast_people_queued ON broadcast_people (broadcast_id) WHERE state = 'queued';

-- Review of what was filed (4.1, 4.2) ------------------------------------------------------------------
CREATE TABLE remarks (                               -- a comment to one question of a returned submission
    submission_id INTEGER NOT NULL REFERENCES submissions (id),
    question TEXT NOT NULL,
    remark TEXT NOT NULL,
    at TEXT NOT NULL,
    by_person INTEGER NOT NULL REFERENCES people (id),
    answered_at TEXT,
    PRIMARY KEY (submission_id, question, at)
) STRICT;

CREATE TABLE submission_events (                     -- who did what to it when, filings included
    id INTEGER PRIMARY KEY,
    submission_id INTEGER NOT NULL REFERENCES submissions (id),
    at TEXT NOT NULL,
    by_person INTEGER NOT NULL REFERENCES people (id),
    before TEXT,                                     -- its state
    after TEXT NOT NULL,
    revision INTEGER NOT NULL,
    note TEXT
) STRICT;
CREATE INDEX submission_events_by_submission ON submission_events (submission_id);
CREATE INDEX submissions_to_review ON submissions (form, period) WHERE state = 'submitted';

CREATE TABLE extensions (                            -- one school's own date, as it is now
    roadmap_row TEXT NOT NULL,
    period TEXT NOT NULL,
    school_id INTEGER NOT NULL REFERENCES schools (id),
    until TEXT NOT NULL,                             -- the day, effective
    ends_at TEXT NOT NULL,
    reason TEXT NOT NULL,
    by_person INTEGER NOT NULL REFERENCES people (id),
    at TEXT NOT NULL,
    PRIMARY KEY (roadmap_row, period, school_id)
) STRICT;

CREATE TABLE extension_events (                      -- every date a school was given, and taken from it
    id INTEGER PRIMARY KEY,
    roadmap_row TEXT NOT NULL,
    period TEXT NOT NULL,
    school_id INTEGER NOT NULL REFERENCES schools (id),
    at TEXT NOT NULL,
    by_person INTEGER NOT NULL REFERENCES people (id),
    before TEXT,
    after TEXT,                                      -- NULL: the date of all schools counts again
    reason TEXT
) STRICT;
CREATE INDEX extension_events_by_school ON extension_events (school_id, roadmap_row, period);

CREATE TABLE extension_wishes (                      -- a school asks for one
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    roadmap_row TEXT NOT NULL,
    period TEXT NOT NULL,
    school_id INTEGER NOT NULL REFERENCES schools (id),
    until TEXT NOT NULL,
    reason TEXT NOT NULL,
    by_person INTEGER NOT NULL REFERENCES people (id),
    at TEXT NOT NULL,
    granted INTEGER CHECK (granted IN (0, 1)),
    answered_at TEXT,
    answered_by INTEGER REFERENCES people (id),
    answer TEXT                                      -- why not
) STRICT;
CREATE UNIQUE INDEX extension_wishes_waiting ON extension_wishes (roadmap_row, period, school_id)
    WHERE granted IS NULL;

CREATE TABLE period_closings (                       -- closed to those who have not filed, and open again
    id INTEGER PRIMARY KEY,
    deadline_id INTEGER NOT NULL REFERENCES deadlines (id),
    at TEXT NOT NULL,
    by_person INTEGER NOT NULL REFERENCES people (id),
    closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
    reason TEXT                                      -- of closing: late schools read it
) STRICT;
CREATE INDEX period_closings_by_deadline ON period_closings (deadline_id);

-- What happened to dates and schools ------------------------------------------------------------------------
ALTER TABLE years ADD COLUMN closed_at TEXT;
ALTER TABLE schools ADD COLUMN merged_into INTEGER REFERENCES schools (id);

CREATE TABLE deadline_moves (
    id INTEGER PRIMARY KEY,
    deadline_id INTEGER NOT NULL REFERENCES deadlines (id),
    at TEXT NOT NULL,
    by_person INTEGER NOT NULL REFERENCES people (id),
    before TEXT NOT NULL,                            -- nominal days; the same where a day off moved it
    after TEXT NOT NULL,
    counted_before TEXT NOT NULL,                    -- effective days
    counted_after TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX deadline_moves_by_deadline ON deadline_moves (deadline_id);

ALTER TABLE invitations ADD COLUMN replaces INTEGER REFERENCES roles (id);  -- whose successor is invited

CREATE TABLE school_events (                         -- renamed, merged, archived, handed over
    id INTEGER PRIMARY KEY,
    school_id INTEGER NOT NULL REFERENCES schools (id),
    at TEXT NOT NULL,
    by_person INTEGER NOT NULL REFERENCES people (id),
    what TEXT NOT NULL,
    before TEXT,
    after TEXT
) STRICT;
CREATE INDEX school_events_by_school ON school_events (school_id);

-- The registry from tables -------------------------------------------------------------------------------------
ALTER TABLE mentees ADD COLUMN list_no INTEGER CHECK (list_no > 0);  -- the school's own, in its key on paper
CREATE UNIQUE INDEX mentees_by_list ON mentees (school_id, list_no) WHERE list_no IS NOT NULL;

CREATE TABLE imports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    file_id INTEGER NOT NULL REFERENCES files (id),
    school_id INTEGER REFERENCES schools (id),       -- the only one it may touch; NULL: the department's
    by_person INTEGER NOT NULL REFERENCES people (id),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'faulty', 'ready', 'wanted', 'done', 'dropped')),
    digest TEXT,                                     -- of what was shown to be confirmed
    report TEXT,                                     -- JSON: faults, or which row got which code; never a name
    at TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX imports_to_do ON imports (id) WHERE state IN ('waiting', 'wanted');
-- Indicators: targets of a year and the municipality's own numbers; the newest of each key counts ----------
CREATE TABLE targets (
    id INTEGER PRIMARY KEY,
    year INTEGER NOT NULL,
    key TEXT NOT NULL,
    value INTEGER CHECK (value >= 0),                -- NULL: taken back
    by_person INTEGER NOT NULL REFERENCES people (id),
    at TEXT NOT NULL
) STRICT;
CREATE INDEX targets_by_year ON targets (year, key);

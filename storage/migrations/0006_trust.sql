-- Who did what, in a chain: each line carries a hash of itself and of the one before, so that a removed one shows.
-- The last number and hash stand in `settings` too ("audit.last"): so does a missing end --------------------------------
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,                          -- one after the other, without a gap
    at TEXT NOT NULL,
    update_id INTEGER,                               -- NULL: not by an update
    person_id INTEGER,                               -- stays when the person is erased: a number, and nothing beside it
    post_id INTEGER,
    school_id INTEGER,                               -- of the post; of what the department has done something to
    action TEXT NOT NULL,
    subject TEXT NOT NULL,                           -- kinds with ids and periods, "pair:12", never words
    chain TEXT NOT NULL
) STRICT;
CREATE INDEX audit_by_school ON audit (school_id);
CREATE INDEX audit_by_action ON audit (action);
CREATE INDEX audit_by_day ON audit (at);

CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN
    SELECT RAISE(ABORT, 'the audit is only added to');
END;
CREATE TRIGGER audit_stands BEFORE UPDATE ON audit BEGIN
    SELECT RAISE(ABORT, 'the audit is only added to');
END;
CREATE TRIGGER audit_goes_on BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id) BEGIN
    SELECT RAISE(ABORT, 'the audit is only added to');
END;

-- What adults have agreed to, in the words they were shown ----------------------------------------------------------
CREATE TABLE consent_texts (
    version TEXT PRIMARY KEY,
    words TEXT NOT NULL
) STRICT;

CREATE TABLE consents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES people (id),
    version TEXT NOT NULL,
    given_at TEXT NOT NULL,
    withdrawn_at TEXT
) STRICT;
CREATE INDEX consents_by_person ON consents (person_id);
INSERT INTO consent_texts (version, words) VALUES ('1',
    'Если согласитесь, бот сохранит ваше имя из Telegram, номер аккаунта, роль и то, что вы отметите по работе. Данные видят только школа и управление. Посмотреть их: /my_data.

Вам есть 18 лет и вы согласны?');
INSERT INTO consents (person_id, version, given_at)
    SELECT id, consent_version, consented_at FROM people WHERE consent_version IS NOT NULL AND consented_at IS NOT NULL;

-- Erasing a school or a year takes two of the department ---------------------------------------------------------------
CREATE TABLE erasures (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'school', 'year')),
    subject INTEGER NOT NULL,
    reason TEXT,
    asked_by INTEGER NOT NULL,
    asked_at TEXT NOT NULL,
    confirmed_by INTEGER,
    done_at TEXT,
    dropped_at TEXT,
    CHECK (confirmed_by IS NULL OR kind = 'person' OR confirmed_by <> asked_by)
) STRICT;

-- Wrong invitations, so that guessing is slowed and seen ---------------------------------------------------------------
CREATE TABLE knocks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    who TEXT NOT NULL,                               -- a keyed hash of the account
    at TEXT NOT NULL
) STRICT;
CREATE INDEX knocks_by_who ON knocks (who, at);
CREATE INDEX knocks_by_time ON knocks (at);

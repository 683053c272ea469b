-- A tick with nothing to do reads nothing, however much was said before.
CREATE INDEX outbox_waiting ON outbox (key) WHERE key IS NOT NULL AND state IN ('later', 'ready', 'dropped');
CREATE INDEX reminders_by_saying ON reminders (said_on, person_id);
CREATE INDEX snoozes_by_debt ON snoozes (debt);

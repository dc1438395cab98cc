-- What happens around the check of a proposal. One text for both stores; words in braces are the types of each.

-- A number and a day of an office elsewhere, as an officer read them on a paper. A later word on the same replaces it.
CREATE TABLE milestone (
  proposal_id {uuid} NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('agenda', 'sipd_number', 'apip_review', 'kua_ppas', 'tapd_letter', 'budget_act',
    'decree_excerpt')),
  number TEXT NOT NULL CHECK (number <> ''),
  day {day} NOT NULL,
  amount_idr {big} CHECK (amount_idr BETWEEN 0 AND 999999999999999),
  -- The paper itself, where one was added: its code, what it is, where it lies, and under which id its key is kept.
  file_code TEXT UNIQUE,
  media TEXT CHECK (media IN ('pdf', 'jpeg', 'docx', 'xlsx')),
  stored TEXT,
  sealed_as {uuid},
  recorded_by {uuid} NOT NULL,
  recorded_at {moment} NOT NULL,
  PRIMARY KEY (proposal_id, kind)
){strict};

-- A visit to the place of a group, and the day the group was told of. Its minutes are a letter.
CREATE TABLE field_visit (
  proposal_id {uuid} PRIMARY KEY REFERENCES proposal (id) ON DELETE CASCADE,
  announced_day {day} NOT NULL,
  announced_by {uuid} NOT NULL,
  announced_at {moment} NOT NULL
){strict};

-- Photos of a visit. They keep no place.
CREATE TABLE visit_photo (
  id {uuid} PRIMARY KEY,
  public_code TEXT NOT NULL UNIQUE,
  proposal_id {uuid} NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  shows TEXT NOT NULL CHECK (shows <> ''),
  stored TEXT NOT NULL,
  added_by {uuid} NOT NULL,
  added_at {moment} NOT NULL
){strict};
CREATE INDEX visit_photo_proposal ON visit_photo (proposal_id, id);

-- Questions on what a group wrote, asked once: until when they are answered.
CREATE TABLE content_request (
  proposal_id {uuid} PRIMARY KEY REFERENCES proposal (id) ON DELETE CASCADE,
  due {day} NOT NULL,
  asked_by {uuid} NOT NULL,
  asked_at {moment} NOT NULL
){strict};

-- What is asked of one section, what the group says to it, and what stood there when it was asked.
CREATE TABLE content_question (
  proposal_id {uuid} NOT NULL REFERENCES content_request (proposal_id) ON DELETE CASCADE,
  section TEXT NOT NULL,
  reason TEXT NOT NULL,
  answered {bool} NOT NULL,
  reply TEXT NOT NULL,
  before TEXT NOT NULL,
  PRIMARY KEY (proposal_id, section)
){strict};

-- A group asks to go on after its time was over; why the office refuses.
CREATE TABLE reopen_request (
  proposal_id {uuid} PRIMARY KEY REFERENCES proposal (id) ON DELETE CASCADE,
  asked_by {uuid} NOT NULL,
  asked_at {moment} NOT NULL,
  refused_at {moment},
  reason TEXT NOT NULL
){strict};

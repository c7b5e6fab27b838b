-- Reports that somebody keeps under a name, and when they are put into the folder.
-- at_minute is the minute of the site's day, null for never; made_for is the day for which that was done last.
CREATE TABLE saved_reports (
  report_id VARCHAR PRIMARY KEY,
  title VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  queue VARCHAR,
  span VARCHAR NOT NULL,
  step VARCHAR NOT NULL,
  at_minute BIGINT,
  author VARCHAR NOT NULL,
  saved_at TIMESTAMP WITH TIME ZONE NOT NULL,
  made_for VARCHAR,
  failure VARCHAR
);

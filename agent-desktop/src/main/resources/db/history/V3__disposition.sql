-- What the agent said in wrap-up that the talk came to: one of the site's words, and a note for people.
ALTER TABLE tickets ADD COLUMN disposition VARCHAR;
ALTER TABLE tickets ADD COLUMN disposition_note VARCHAR;

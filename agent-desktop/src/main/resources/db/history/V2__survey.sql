-- How a caller rated the talk, 1 to 5; null for who was not asked or did not answer.
ALTER TABLE tickets ADD COLUMN survey BIGINT;

-- The history of calls, agents and decisions. Runs on H2 and on PostgreSQL.
-- Times are instants, lengths of time are milliseconds (…_ms). Callers' numbers are nowhere: caller_key is a keyed hash of
-- the number, caller_shown its masked form.

-- How far each partition of the bus is written here; changed in the same transaction as the rows.
CREATE TABLE log_position (
  topic VARCHAR NOT NULL,
  partition_no INTEGER NOT NULL,
  next_offset BIGINT NOT NULL,
  heard_at TIMESTAMP WITH TIME ZONE,
  PRIMARY KEY (topic, partition_no)
);

-- What the figures were made with, so that they are made anew when it changes.
CREATE TABLE made_with (
  name VARCHAR PRIMARY KEY,
  setting VARCHAR NOT NULL
);

-- One row a call from the trunk.
CREATE TABLE calls (
  call_id VARCHAR PRIMARY KEY,
  line VARCHAR,
  caller_key VARCHAR,
  caller_shown VARCHAR,
  privacy VARCHAR,
  attestation VARCHAR,
  arrived_at TIMESTAMP WITH TIME ZONE,
  answered_at TIMESTAMP WITH TIME ZONE,
  verdict VARCHAR,
  would_be VARCHAR,
  verdict_stage VARCHAR,
  verdict_at TIMESTAMP WITH TIME ZONE,
  machine_odds DOUBLE PRECISION,
  line_mode VARCHAR,
  campaign VARCHAR,
  failed_open BOOLEAN,
  challenge VARCHAR,
  call_label VARCHAR,
  label_by VARCHAR,
  label_at TIMESTAMP WITH TIME ZONE,
  reached_line_at TIMESTAMP WITH TIME ZONE,
  queue VARCHAR,
  language VARCHAR,
  diverted BOOLEAN,
  heard BOOLEAN,
  ticket_id VARCHAR,
  ended_at TIMESTAMP WITH TIME ZONE,
  end_cause BIGINT,
  reached_agent BOOLEAN
);
CREATE INDEX calls_arrived ON calls (arrived_at);
CREATE INDEX calls_caller ON calls (caller_key);

-- One row a place in line; it may outlive its call.
CREATE TABLE tickets (
  ticket_id VARCHAR PRIMARY KEY,
  call_id VARCHAR,
  queue VARCHAR,
  pool VARCHAR,
  language VARCHAR,
  offered_at TIMESTAMP WITH TIME ZONE,
  placed_at TIMESTAMP WITH TIME ZONE,
  first_place BIGINT,
  last_place BIGINT,
  diverted BOOLEAN,
  heard BOOLEAN,
  callback BOOLEAN,
  connected_at TIMESTAMP WITH TIME ZONE,
  closed_at TIMESTAMP WITH TIME ZONE,
  outcome VARCHAR,
  agent VARCHAR,
  waited_ms BIGINT,
  talk_ms BIGINT,
  hold_ms BIGINT,
  wrap_up_ms BIGINT,
  told_low_ms BIGINT,
  told_high_ms BIGINT,
  log_lines BIGINT
);
CREATE INDEX tickets_offered ON tickets (queue, offered_at);
CREATE INDEX tickets_call ON tickets (call_id);
CREATE INDEX tickets_closed ON tickets (closed_at);

-- One row each time an agent's phone was to ring for a ticket.
CREATE TABLE offers (
  offer_id VARCHAR PRIMARY KEY,
  ticket_id VARCHAR,
  call_id VARCHAR,
  queue VARCHAR,
  agent VARCHAR,
  why VARCHAR,
  offered_at TIMESTAMP WITH TIME ZONE,
  rang_at TIMESTAMP WITH TIME ZONE,
  connected_at TIMESTAMP WITH TIME ZONE,
  failed_at TIMESTAMP WITH TIME ZONE,
  failure VARCHAR,
  withdrawn_at TIMESTAMP WITH TIME ZONE,
  ended_at TIMESTAMP WITH TIME ZONE,
  talk_end VARCHAR,
  talk_ms BIGINT,
  log_lines BIGINT
);
CREATE INDEX offers_ticket ON offers (ticket_id);
CREATE INDEX offers_offered ON offers (offered_at);

-- What each agent did from when until when; until_at is null for what the agent does now.
CREATE TABLE agent_periods (
  period_id VARCHAR PRIMARY KEY,
  agent VARCHAR NOT NULL,
  pool VARCHAR NOT NULL,
  agent_state VARCHAR NOT NULL,
  reason VARCHAR,
  ticket_id VARCHAR,
  from_at TIMESTAMP WITH TIME ZONE NOT NULL,
  until_at TIMESTAMP WITH TIME ZONE,
  period_ms BIGINT
);
CREATE INDEX agent_periods_agent ON agent_periods (agent, until_at);
CREATE INDEX agent_periods_pool ON agent_periods (pool, from_at);
CREATE INDEX agent_periods_ticket ON agent_periods (ticket_id);

-- Every verdict, with its reasons as JSON.
CREATE TABLE verdicts (
  record_id VARCHAR NOT NULL,
  said_at TIMESTAMP WITH TIME ZONE NOT NULL,
  call_id VARCHAR NOT NULL,
  line VARCHAR NOT NULL,
  stage VARCHAR NOT NULL,
  verdict VARCHAR NOT NULL,
  would_be VARCHAR NOT NULL,
  score DOUBLE PRECISION NOT NULL,
  machine_odds DOUBLE PRECISION NOT NULL,
  line_mode VARCHAR NOT NULL,
  campaign VARCHAR,
  reasons VARCHAR NOT NULL,
  PRIMARY KEY (record_id, said_at)
);
CREATE INDEX verdicts_call ON verdicts (call_id);
CREATE INDEX verdicts_said ON verdicts (said_at);

-- What agents said of calls.
CREATE TABLE labels (
  record_id VARCHAR NOT NULL,
  said_at TIMESTAMP WITH TIME ZONE NOT NULL,
  call_id VARCHAR NOT NULL,
  author VARCHAR NOT NULL,
  call_label VARCHAR NOT NULL,
  PRIMARY KEY (record_id, said_at)
);
CREATE INDEX labels_call ON labels (call_id);

-- Numbers on the lists that were changed on the board, as they stand.
CREATE TABLE listed_numbers (
  entry_id VARCHAR PRIMARY KEY,
  line VARCHAR,
  caller_key VARCHAR,
  caller_shown VARCHAR,
  list VARCHAR,
  author VARCHAR,
  reason VARCHAR,
  listed_at TIMESTAMP WITH TIME ZONE,
  expires_at TIMESTAMP WITH TIME ZONE,
  removed_at TIMESTAMP WITH TIME ZONE,
  removed_by VARCHAR
);

-- What people changed, and what the platform changed for them.
CREATE TABLE audit (
  record_id VARCHAR NOT NULL,
  said_at TIMESTAMP WITH TIME ZONE NOT NULL,
  kind VARCHAR NOT NULL,
  author VARCHAR,
  subject VARCHAR,
  caller_key VARCHAR,
  reason VARCHAR,
  PRIMARY KEY (record_id, said_at)
);
CREATE INDEX audit_said ON audit (said_at);

-- Everything that was said about calls, tickets and agents, as JSON with masked numbers; also what this version does not
-- understand.
CREATE TABLE events (
  record_id VARCHAR NOT NULL,
  said_at TIMESTAMP WITH TIME ZONE NOT NULL,
  kind VARCHAR NOT NULL,
  call_id VARCHAR,
  ticket_id VARCHAR,
  offer_id VARCHAR,
  agent VARCHAR,
  body VARCHAR NOT NULL,
  PRIMARY KEY (record_id, said_at)
);
CREATE INDEX events_call ON events (call_id);
CREATE INDEX events_ticket ON events (ticket_id);
CREATE INDEX events_said ON events (said_at);

-- Quarter hours: sums over the tickets offered in them. population is ALL, or PEOPLE without the machines.
CREATE TABLE intervals (
  queue VARCHAR NOT NULL,
  start_at TIMESTAMP WITH TIME ZONE NOT NULL,
  population VARCHAR NOT NULL,
  offered BIGINT NOT NULL,
  answered BIGINT NOT NULL,
  answered_in_time BIGINT NOT NULL,
  abandoned BIGINT NOT NULL,
  abandoned_short BIGINT NOT NULL,
  callbacks BIGINT NOT NULL,
  completed BIGINT NOT NULL,
  answer_wait_ms BIGINT NOT NULL,
  all_wait_ms BIGINT NOT NULL,
  longest_wait_ms BIGINT NOT NULL,
  talk_ms BIGINT NOT NULL,
  hold_ms BIGINT NOT NULL,
  wrap_up_ms BIGINT NOT NULL,
  PRIMARY KEY (queue, start_at, population)
);
CREATE INDEX intervals_start ON intervals (start_at);

-- Quarter hours: how long the agents of a pool were in each state. population PEOPLE leaves out time with machines.
CREATE TABLE agent_time (
  pool VARCHAR NOT NULL,
  start_at TIMESTAMP WITH TIME ZONE NOT NULL,
  population VARCHAR NOT NULL,
  agent_state VARCHAR NOT NULL,
  spent_ms BIGINT NOT NULL,
  PRIMARY KEY (pool, start_at, population, agent_state)
);
CREATE INDEX agent_time_start ON agent_time (start_at);

-- Quarter hours whose sums are out of date. kind is INTERVAL (of a queue) or AGENTS (of a pool).
CREATE TABLE stale (
  kind VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  start_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (kind, name, start_at)
);

-- Lines of Asterisk's queue_log that are not in the file yet.
CREATE TABLE queue_log_outbox (
  line_no BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  said_at TIMESTAMP WITH TIME ZONE NOT NULL,
  line VARCHAR NOT NULL
);

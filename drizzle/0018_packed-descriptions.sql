-- What articles of the last days tell of becomes numbers: a term is the FNV-1a hash of its stem, as in src/stories/hash.ts,
-- and the order is that of src/stories/store/packed.ts. Older articles are compared with nothing any more.
SET LOCAL statement_timeout = 0;--> statement-breakpoint
CREATE FUNCTION pg_temp.term(word text) RETURNS integer LANGUAGE plpgsql STRICT AS $$
DECLARE
  hash bigint := 2166136261;
BEGIN
  FOR place IN 1..length(word) LOOP
    hash := ((hash # ascii(substr(word, place, 1))::bigint) * 16777619) & 4294967295;
  END LOOP;
  RETURN CASE WHEN hash > 2147483647 THEN hash - 4294967296 ELSE hash END;
END $$;--> statement-breakpoint
CREATE FUNCTION pg_temp.answers(answers json) RETURNS integer LANGUAGE sql AS $$
  SELECT coalesce(sum(CASE answer WHEN 'denies' THEN 1 WHEN 'accuses' THEN 2 WHEN 'comments' THEN 4 ELSE 0 END), 0)::integer
  FROM json_array_elements_text(answers) AS answer
$$;--> statement-breakpoint
CREATE FUNCTION pg_temp.packed(described json) RETURNS integer[] LANGUAGE sql AS $$
  WITH lists AS (
    SELECT
      array(SELECT pg_temp.term(value->>0) FROM json_array_elements(described->'terms') WITH ORDINALITY AS own (value, place) ORDER BY place) AS terms,
      array(SELECT round((value->>1)::numeric * 100)::integer FROM json_array_elements(described->'terms') WITH ORDINALITY AS own (value, place) ORDER BY place) AS weights,
      array(SELECT pg_temp.term(value) FROM json_array_elements_text(described->'facts') WITH ORDINALITY AS own (value, place) ORDER BY place) AS facts,
      array(SELECT pg_temp.term(value) FROM json_array_elements_text(described->'headline') WITH ORDINALITY AS own (value, place) ORDER BY place) AS headline,
      array(SELECT split_part(value, ':', 1)::integer * 1000 + split_part(value, ':', 2)::integer FROM json_array_elements_text(described->'headline') AS value WHERE value ~ '^\d{1,3}:\d{1,3}$') AS scores,
      array(SELECT replace(value, '-', '')::integer FROM json_array_elements_text(described->'days') AS value) AS days,
      array(SELECT (CASE WHEN value::bigint > 2147483647 THEN value::bigint - 4294967296 ELSE value::bigint END)::integer FROM json_array_elements_text(described->'sketch') WITH ORDINALITY AS own (value, place) ORDER BY place) AS sketch
  )
  SELECT array[
      coalesce(pg_temp.term(described->>'publisher'), 0),
      coalesce(round((described->>'publishedAt')::numeric / 1000), 0)::integer,
      pg_temp.answers(described #> '{answers,first}') | (pg_temp.answers(described #> '{answers,anywhere}') << 3)
        | (CASE WHEN described->>'isRecurring' = 'true' THEN 64 ELSE 0 END) | (CASE WHEN described->>'looksBack' = 'true' THEN 128 ELSE 0 END),
      cardinality(terms), cardinality(facts), cardinality(headline), cardinality(scores), cardinality(days)
    ] || terms || weights || facts || headline || scores || days || sketch
  FROM lists
$$;--> statement-breakpoint
ALTER TABLE "story_articles" RENAME COLUMN "description" TO "described";--> statement-breakpoint
ALTER TABLE "story_articles" ADD COLUMN "description" integer[];--> statement-breakpoint
UPDATE "story_articles" SET "description" = pg_temp.packed("described")
WHERE "joined_at" > now() - interval '8 days' AND json_typeof("described"->'terms') = 'array';--> statement-breakpoint
ALTER TABLE "story_articles" DROP COLUMN "described";--> statement-breakpoint
DROP FUNCTION pg_temp.packed(json), pg_temp.answers(json), pg_temp.term(text);

/** What an object of the schema is, in words that are equal exactly when the objects are; the order of columns is left out. */
export interface SchemaObject {
  /** Its kind and name: `table providers`, `index providers_by_email`, `function rfc3339(at timestamptz)`. */
  object: string;
  /** Of a table one line for each column. */
  definition: string;
}

/** Names are written as the session's `search_path` makes them, so the same schema under another name is the same. */
const TABLES = `
  SELECT relation.oid, prefix || relname AS name, relkind, relpersistence, reloptions, reltoastrelid, prefix
  FROM pg_class AS relation JOIN described ON described.oid = relation.relnamespace
  WHERE relkind IN ('r', 'p', 'v', 'm', 'S') AND relname <> ALL ($2)
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = relation.oid AND deptype = 'e')`;

const COLUMNS = `
  SELECT attrelid, string_agg(
    attname || ' ' || format_type(atttypid, atttypmod)
      || CASE WHEN attcollation <> typcollation THEN ' COLLATE ' || attcollation::regcollation::text ELSE '' END
      || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END
      || CASE WHEN attidentity <> '' THEN ' IDENTITY ' || attidentity::text ELSE '' END
      || coalesce(CASE WHEN attgenerated <> '' THEN ' GENERATED ' ELSE ' DEFAULT ' END
           || pg_get_expr(adbin, adrelid, true), ''), E'\\n' ORDER BY attname COLLATE "C") AS columns
  FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid
  LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
  WHERE attnum > 0 AND NOT attisdropped AND attrelid IN (SELECT oid FROM tables)
  GROUP BY attrelid`;

/**
 * Everything that migrations make: tables, views, sequences, indexes, constraints, triggers, functions, and how tables
 * are stored. $1 schemas beside the session's own, $2 tables and sequences to leave out.
 */
export const DESCRIBE_SCHEMA = `
  WITH described AS (
    SELECT oid, CASE WHEN nspname = current_schema() THEN '' ELSE nspname || '.' END AS prefix
    FROM pg_namespace WHERE nspname = current_schema() OR nspname = ANY ($1)
  ), tables AS (${TABLES}
  ), columns AS (${COLUMNS}
  )
  SELECT CASE relpersistence WHEN 'u' THEN 'unlogged table ' ELSE 'table ' END || name AS object,
    coalesce(columns, '') AS definition
  FROM tables LEFT JOIN columns ON attrelid = oid WHERE relkind IN ('r', 'p')
  UNION ALL
  SELECT 'storage of ' || name, (
    SELECT coalesce(string_agg(option, ', ' ORDER BY option), '') FROM (
      SELECT unnest(tables.reloptions) UNION ALL
      SELECT 'toast.' || unnest(toast.reloptions) FROM pg_class AS toast WHERE toast.oid = reltoastrelid
    ) AS options (option))
  FROM tables WHERE relkind IN ('r', 'p')
  UNION ALL
  SELECT 'view ' || name, pg_get_viewdef(oid, true) FROM tables WHERE relkind IN ('v', 'm')
  UNION ALL
  SELECT 'sequence ' || name, concat_ws(' ', format_type(seqtypid, NULL), seqstart, seqincrement, seqmin, seqmax, seqcache)
  FROM tables JOIN pg_sequence ON seqrelid = oid
  UNION ALL
  SELECT 'index ' || prefix || relname,
    pg_get_indexdef(indexrelid, 0, true) || CASE WHEN indisvalid THEN '' ELSE ' (invalid)' END
  FROM tables JOIN pg_index ON indrelid = tables.oid JOIN pg_class AS index ON index.oid = indexrelid
  UNION ALL
  SELECT 'constraint ' || conname || ' on ' || name, pg_get_constraintdef(pg_constraint.oid, true)
  FROM tables JOIN pg_constraint ON conrelid = tables.oid WHERE contype <> 'n'
  UNION ALL
  SELECT 'trigger ' || tgname || ' on ' || name, pg_get_triggerdef(pg_trigger.oid, true) || ' ' || tgenabled::text
  FROM tables JOIN pg_trigger ON tgrelid = tables.oid WHERE NOT tgisinternal
  UNION ALL
  SELECT 'function ' || prefix || proname || '(' || pg_get_function_identity_arguments(pg_proc.oid) || ')',
    regexp_replace(concat_ws(' ', pg_get_function_result(pg_proc.oid), lanname, provolatile, proparallel,
      CASE WHEN proisstrict THEN 'STRICT' END, CASE WHEN prosecdef THEN 'SECURITY DEFINER' END, proconfig::text,
      coalesce(pg_get_function_sqlbody(pg_proc.oid), prosrc)), '\\s+', ' ', 'g')
  FROM pg_proc JOIN described ON described.oid = pronamespace JOIN pg_language ON pg_language.oid = prolang
  WHERE prokind IN ('f', 'p')
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e')
  ORDER BY object`;

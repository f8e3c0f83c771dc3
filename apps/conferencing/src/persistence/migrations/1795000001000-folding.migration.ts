/** Folds texts for comparison. Generated columns and indexes keep what these functions answered: they never change. */
export class Folding1795000001000 {
  name = 'Folding1795000001000';

  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query(`
      -- Says which emails and ids are the same in any case. It does not depend on the locale of the database, and it
      -- knows the final sigma, the Kelvin sign and the dotted I.
      CREATE FUNCTION fold_case(value text) RETURNS text
      LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
      RETURN casefold(lower(value COLLATE pg_c_utf8));

      -- What is searched and what it is searched by are folded alike, and a letter with an accent is one letter.
      CREATE FUNCTION search_fold(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
      RETURN fold_case(normalize(value, NFC));

      -- Accents are left out, so that "Ärzte" stands beside "Arzt" although code points are compared. The key is cut to
      -- 100 characters: a row of an index holds 2,704 bytes, and names may be longer.
      CREATE FUNCTION sort_fold(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
      RETURN NULLIF(
        left(btrim(regexp_replace(normalize(search_fold(value), NFD), '[\\u0300-\\u036f]', '', 'g')), 100), '');`);
  }
}

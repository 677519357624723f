using Microsoft.EntityFrameworkCore.Migrations;

namespace QingjiangpuPortal.Infrastructure.Persistence.Migrations;

/// <summary>
/// Full-text search in Chinese (ADR 16). The column is the database's own: no query reads it and no insert returns it, so it
/// is not in EF Core's model.
/// </summary>
internal static class ReportSearch
{
    /// <summary>
    /// What <c>SearchText</c> in Domain says in C#: each character with the one after it, alone where none follows; words of
    /// Latin letters and digits whole; each with its place in the text, so that a phrase can be asked for. Numbers that
    /// <c>PublicText</c> blots out are gone first, before and after characters are made plain, so that nobody can find a
    /// report by them: the index serves the public too.
    /// </summary>
    private const string Functions = """
        CREATE FUNCTION without_personal_numbers(text text) RETURNS text
        LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
            SELECT regexp_replace(text, '(?<!\d)(?:\d{17}[\dXx]|\d{15}|(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8})(?![\dXx])', '*', 'g')
        $$;

        CREATE FUNCTION search_terms(searched text) RETURNS tsvector
        LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
        DECLARE
            plain text := public.without_personal_numbers(translate(searched, '０１２３４５６７８９', '0123456789'));
        BEGIN
            plain := lower(public.without_personal_numbers(normalize(plain, NFKC)) COLLATE "C");
            -- A space beside a character says nothing: 3 栋 is 3栋.
            plain := regexp_replace(plain, '(?<=[^\u0001-\u007f])\s+|\s+(?=[^\u0001-\u007f])', '', 'g');
            RETURN (
                WITH parts AS (
                    SELECT matched[1] AS part, ascii(matched[1]) AS code, place
                    FROM regexp_matches(plain, '[0-9a-z]+|.', 'g') WITH ORDINALITY AS matches (matched, place)
                ), kinds AS (
                    SELECT part, place,
                        code BETWEEN 48 AND 57 OR code BETWEEN 97 AND 122 AS is_word,
                        code BETWEEN 192 AND 8191 OR code BETWEEN 11264 AND 12271 OR code BETWEEN 12293 AND 12295
                            OR code BETWEEN 12352 AND 55295 OR code BETWEEN 63744 AND 65023 OR code >= 65536 AS is_character
                    FROM parts
                ), terms AS (
                    SELECT is_word OR is_character AS is_term, place,
                        part || CASE WHEN is_character AND lead(is_character) OVER following THEN lead(part) OVER following ELSE '' END AS term
                    FROM kinds WINDOW following AS (ORDER BY place)
                )
                SELECT coalesce(string_agg('''' || term || ''':' || place, ' '), '')::tsvector FROM terms WHERE is_term);
        END $$;
        """;

    public static void Add(MigrationBuilder migration)
    {
        migration.Sql(Functions);
        migration.Sql("""
            ALTER TABLE grid_reports ADD COLUMN search tsvector GENERATED ALWAYS AS (search_terms(description || E'\n' || address)) STORED;
            CREATE INDEX ix_grid_reports_search ON grid_reports USING gin (search);
            """);
    }

    public static void Remove(MigrationBuilder migration) => migration.Sql("""
        ALTER TABLE grid_reports DROP COLUMN search;
        DROP FUNCTION search_terms;
        DROP FUNCTION without_personal_numbers;
        """);
}

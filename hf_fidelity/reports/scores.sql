-- The scores of an export, from its tables answers and instruments: rules 1 to 5 and 14 of docs/scoring.md.
-- One text for DuckDB, SQLite and Spark SQL (4.1 on). It gives the table scores but for its columns compared
-- and wording, figure for figure.
WITH RECURSIVE rated AS (
    -- Rule 1: a settled record is scored on its agreed answers, any other on the mean of its votes.
    -- Rule 14: votes count only where as many people as the limit answered.
    -- A statement that is reversed has been turned: counts_as and vote_sum are what answers count as.
    -- In CSV nobody can see that an empty column holds numbers, so it is said.
    SELECT
        a.record,
        a.instrument,
        a.statement,
        a.basis,
        i.place,
        i.theme,
        i.principle,
        i.lowest,
        i.highest,
        i.strengthen_to,
        CASE
            WHEN a.basis = 'agreed' THEN CAST(a.counts_as AS DOUBLE)
            WHEN CAST(a.answered AS BIGINT) >= i.privacy_limit THEN CAST(a.vote_sum AS DOUBLE) / CAST(a.answered AS BIGINT)
        END AS rating,
        -- Rule 5: missing and not relevant are two things; what is not relevant leaves the count.
        CASE WHEN a.basis = 'agreed' AND a.not_relevant THEN 1 ELSE 0 END AS left_aside,
        CASE WHEN a.basis = 'agreed' AND CAST(a.counts_as AS BIGINT) >= i.anchored_from THEN 1 ELSE 0 END AS lived,
        CASE WHEN CAST(b.counts_as AS BIGINT) >= i.anchored_from THEN 1 ELSE 0 END AS lived_before
    FROM answers AS a
    INNER JOIN instruments AS i ON i.instrument = a.instrument AND i.statement = a.statement
    -- Rule 4 asks for the previous measured quarter, for the same words and on agreed answers.
    LEFT JOIN answers AS b
        ON b.record = a.previous AND b.statement = a.statement AND b.wording = a.wording AND b.basis = 'agreed'
),

-- The totals that a statement is added up in, however many: their ids stand beside each other with blanks between.
-- In CSV a single one may look like a number.
in_total AS (
    SELECT instrument, statement, '' AS id, totals || '' AS others
    FROM instruments
    WHERE totals IS NOT NULL
    UNION ALL
    SELECT
        instrument,
        statement,
        CASE WHEN INSTR(others, ' ') > 0 THEN SUBSTR(others, 1, INSTR(others, ' ') - 1) ELSE others END AS id,
        CASE WHEN INSTR(others, ' ') > 0 THEN SUBSTR(others, INSTR(others, ' ') + 1) END AS others
    FROM in_total
    WHERE others IS NOT NULL
),

-- Rule 2: a total, a theme and a principle are each the mean of their statements.
members AS (
    SELECT rated.*, 'total' AS level, in_total.id AS row
    FROM rated
    INNER JOIN in_total ON in_total.instrument = rated.instrument AND in_total.statement = rated.statement
    WHERE in_total.id <> ''
    UNION ALL
    SELECT rated.*, 'theme' AS level, theme AS row FROM rated
    UNION ALL
    SELECT rated.*, 'principle' AS level, principle AS row FROM rated WHERE principle IS NOT NULL
    UNION ALL
    SELECT rated.*, 'statement' AS level, statement AS row FROM rated
),

-- How many statements a theme and a principle have today, asked or not.
sizes AS (
    SELECT instrument, 'theme' AS level, theme AS row, COUNT(*) AS statements
    FROM instruments
    GROUP BY instrument, theme
    UNION ALL
    SELECT instrument, 'principle' AS level, principle AS row, COUNT(*) AS statements
    FROM instruments
    WHERE principle IS NOT NULL
    GROUP BY instrument, principle
),

counted AS (
    SELECT
        record,
        instrument,
        level,
        row,
        basis,
        COUNT(rating) AS answered,
        COUNT(*) - SUM(left_aside) AS relevant,
        SUM(left_aside) AS left_aside,
        SUM(CASE WHEN left_aside = 0 THEN lived ELSE 0 END) AS lived,
        SUM(CASE WHEN left_aside = 0 THEN lived_before ELSE 0 END) AS lived_before,
        MIN(rating) AS least,
        MIN(strengthen_to) AS strengthen_to,
        MIN(lowest) AS lowest,
        MIN(highest) AS highest,
        -- Fractions are added in the order of the form: another order could change the last digit. Here stand as many
        -- places as the longest questionnaire of the export has statements.
        COALESCE(SUM(CASE WHEN place = 1 THEN rating END), 0.0) AS together
    FROM members
    GROUP BY record, instrument, level, row, basis
),

-- Rule 5: a principle needs every relevant statement, a theme and a total at least half of them.
valued AS (
    SELECT
        counted.*,
        CASE
            WHEN answered = 0 THEN NULL
            WHEN level = 'principle' AND answered < relevant THEN NULL
            WHEN 2 * answered < relevant THEN NULL
            ELSE together / answered
        END AS value
    FROM counted
)

SELECT
    v.record,
    v.instrument,
    v.level,
    v.row,
    v.value,
    (v.value - v.lowest) / (v.highest - v.lowest) * 100 AS index_percent,
    v.answered,
    v.relevant,
    v.answered = v.relevant AS complete,
    v.basis,
    -- Rule 4, on agreed answers only.
    CASE
        WHEN v.basis <> 'agreed' OR s.statements IS NULL OR v.answered = 0 THEN NULL
        WHEN v.least <= v.strengthen_to THEN 'to-strengthen'
        WHEN v.lived < s.statements - v.left_aside THEN CASE WHEN v.value IS NOT NULL THEN 'mixed' END
        WHEN v.lived_before = s.statements - v.left_aside THEN 'anchored'
        ELSE 'agreed-once'
    END AS state
FROM valued AS v
LEFT JOIN sizes AS s ON s.instrument = v.instrument AND s.level = v.level AND s.row = v.row

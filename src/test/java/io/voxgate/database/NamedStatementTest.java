package io.voxgate.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedStatementTest {
    @Test
    void eachNameBecomesAQuestionMark() {
        NamedStatement statement =
                NamedStatement.of("UPDATE t SET a=:a, b = :longName2 WHERE (c, d) > (:c_1,:a) LIMIT :limit");

        assertThat(statement.jdbc()).isEqualTo("UPDATE t SET a=?, b = ? WHERE (c, d) > (?,?) LIMIT ?");
        assertThat(statement.names()).containsExactly("a", "longName2", "c_1", "a", "limit");
    }

    @Test
    void aCastIsNoParameter() {
        NamedStatement statement = NamedStatement.of(
                "SELECT :value::jsonb, a::text, b :: text, ARRAY[:one]::text[], d::timestamptz - :time::interval");

        assertThat(statement.jdbc())
                .isEqualTo("SELECT ?::jsonb, a::text, b :: text, ARRAY[?]::text[], d::timestamptz - ?::interval");
        assertThat(statement.names()).containsExactly("value", "one", "time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a[1:20], a[:2], f(x := 1), f(x => 1)",
                "SELECT 'a :name ?', 'it''s :name', '', ':name'",
                "SELECT E'it\\'s :name ?', e'\\\\', E'''\\' :name'",
                "SELECT \":name ? \"\" :name\" FROM \"a:b\"",
                "SELECT $$ :name ? ' $$, $body$ :name $$ ' $bodies$ $body$",
                "SELECT 1 -- :name ? '\n, 2 -- :name",
                "SELECT 1 /* :name ? ' /* inside :name */ \" :name */, 2",
                "SELECT data ?? 'key', data ??| ARRAY['a'], data ??& ARRAY['b']",
                "SELECT a$b, c$d$ :: text FROM t$ WHERE t$.x$y = 1 : 2"
            })
    void whatIsNoParameterStaysAsItIs(String sql) {
        NamedStatement statement = NamedStatement.of(sql);

        assertThat(statement.jdbc()).isEqualTo(sql);
        assertThat(statement.names()).isEmpty();
    }

    /** Each of them could hide a parameter that comes after it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'it''s'",
                "E'\\''",
                "\"a\"\"b\"",
                "$$ ' $$",
                "$a$ $$ $a$",
                "-- '\n",
                "/* /* ' */ */",
                "a ?? b",
                "a::text",
                "'\\'",
                "type'\\'",
                "$1",
                "x$y$z"
            })
    void whatComesAfterIsFound(String before) {
        NamedStatement statement = NamedStatement.of("SELECT " + before + ", :name, 'end'");

        assertThat(statement.jdbc()).isEqualTo("SELECT " + before + ", ?, 'end'");
        assertThat(statement.names()).containsExactly("name");
    }

    @Test
    void theOperatorsOfJsonStandBesideParameters() {
        assertThat(NamedStatement.of("SELECT data ?? :key AND data ??| :keys").jdbc())
                .isEqualTo("SELECT data ?? ? AND data ??| ?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SELECT ?", "SELECT a FROM b WHERE c = :c AND d = ?", "SELECT data ? 'key'", "SELECT ?::jsonb"})
    void aParameterWithoutANameIsRefused(String sql) {
        assertThatThrownBy(() -> NamedStatement.of(sql))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without a name")
                .hasMessageContaining(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'a",
                "SELECT 'a''",
                "SELECT E'a\\'",
                "SELECT \"a",
                "SELECT $$ a",
                "SELECT $a$ $$",
                "SELECT /* a",
                "SELECT /* /* a */"
            })
    void aTextWithoutAnEndIsRefused(String sql) {
        assertThatThrownBy(() -> NamedStatement.of(sql))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without an end")
                .hasMessageContaining(sql);
    }
}

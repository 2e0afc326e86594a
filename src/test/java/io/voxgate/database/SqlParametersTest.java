package io.voxgate.database;

import static io.voxgate.database.SqlParameters.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxgate.json.Json;
import io.voxgate.testkit.MigratedDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SqlParametersTest {
    private static final String UPDATE =
            "UPDATE tenant SET name = :name, retention = :retention::jsonb WHERE id = :id OR name = :name";
    private static final MigratedDatabase POSTGRES = MigratedDatabase.create();

    private final Database database = new Database(POSTGRES.source(), List.of(), () -> Actor.VOXGATE);

    @AfterAll
    static void stop() {
        POSTGRES.close();
    }

    @Test
    void valuesComeInTheOrderOfTheStatement() {
        BoundStatement bound =
                with("id", "acme").and("retention", null).and("name", "Acme").bind(UPDATE);

        assertThat(bound.jdbc()).isEqualTo("UPDATE tenant SET name = ?, retention = ?::jsonb WHERE id = ? OR name = ?");
        assertThat(bound.values()).containsExactly("Acme", null, "acme", "Acme");
    }

    @Test
    void aParameterWithoutAValueIsNamed() {
        SqlParameters parameters = with("id", "acme").and("name", "Acme");

        assertThatThrownBy(() -> parameters.bind(UPDATE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no value for :retention")
                .hasMessageContaining(UPDATE);
    }

    @Test
    void aValueWithoutAParameterIsNamed() {
        SqlParameters parameters =
                with("id", "acme").and("name", "Acme").and("retention", null).and("nmae", "Acme");

        assertThatThrownBy(() -> parameters.bind(UPDATE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(":nmae")
                .hasMessageContaining(UPDATE);
        assertThatThrownBy(() -> with("id", 1).bind("SELECT ':id'"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(":id");
    }

    @Test
    void twoValuesOfOneNameAreRefused() {
        assertThatThrownBy(() -> with("id", "a").and("id", "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(":id");
        assertThatThrownBy(() -> with("id", null).and("id", "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(":id");
    }

    @Test
    void moreThanSixValuesNeedNames() {
        assertThat(BoundStatement.positional("SELECT ?, ?, ?, ?, ?, ?", 1, 2, 3, 4, 5, 6)
                        .values())
                .hasSize(6);
        assertThatThrownBy(() -> BoundStatement.positional("SELECT ?, ?, ?, ?, ?, ?, ?", 1, 2, 3, 4, 5, 6, 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("need names")
                .hasMessageContaining("SELECT ?, ?, ?");
    }

    /** The database says what it got. */
    @Test
    void eachTypeArrivesAsItWasGiven() {
        String sql = """
                SELECT concat_ws('|', :text, :number + 1, :flag, :time::timestamptz AT TIME ZONE 'UTC', \
                encode(:bytes, 'hex'), (:texts)[2] /* :no */, :json::jsonb ->> 'a',
                    :json::jsonb ?? 'a', coalesce(:nothing, 'null'), coalesce(:empty::text, 'empty'), :full::integer, ':no ?', :text)""";

        String got = database.system(tx -> tx.one(
                        sql,
                        row -> row.getString(1),
                        with("text", "it's")
                                .and("number", 41L)
                                .and("flag", true)
                                .and("time", Instant.parse("2026-01-02T03:04:05.678Z"))
                                .and("bytes", new byte[] {1, -1})
                                .and("texts", List.of("x", "y"))
                                .and("json", Json.object().put("a", "é"))
                                .and("nothing", null)
                                .and("empty", Optional.empty())
                                .and("full", Optional.of(7))))
                .orElseThrow();

        assertThat(got).isEqualTo("it's|42|t|2026-01-02 03:04:05.678|01ff|y|é|t|null|empty|7|:no ?|it's");
    }

    @Test
    void aMistakeIsFoundBeforeTheDatabaseIsAsked() {
        assertThatThrownBy(() ->
                        database.system(tx -> tx.update("DELETE FROM tenant WHERE id = :id", with("idd", "acme"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> database.system(tx -> tx.list("SELECT id FROM tenant WHERE id = :id", row -> 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

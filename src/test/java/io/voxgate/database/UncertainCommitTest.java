package io.voxgate.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether "nothing was done" is true when the database goes: not when it goes while it commits. */
class UncertainCommitTest {
    /** An object of this type whose methods answer so; the others answer nothing. */
    private static <T> T answering(Class<T> type, Map<String, Answer> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, _) -> {
            Answer answer = answers.get(method.getName());
            if (answer != null) {
                return answer.give();
            }
            return method.getReturnType() == boolean.class
                    ? Boolean.FALSE
                    : method.getReturnType() == int.class ? Integer.valueOf(0) : null;
        }));
    }

    @FunctionalInterface
    private interface Answer {
        Object give() throws SQLException;
    }

    private static Object broken(String state) throws SQLException {
        throw new SQLException("This connection has been closed.", state);
    }

    private static Database database(Map<String, Answer> ofTheConnection) {
        Answer rows = () -> {
            AtomicBoolean more = new AtomicBoolean(true);
            return answering(ResultSet.class, Map.of("next", () -> more.getAndSet(false)));
        };
        Answer statement = () -> answering(PreparedStatement.class, Map.of("executeQuery", rows));
        Map<String, Answer> all = new HashMap<>(Map.of("prepareStatement", statement));
        all.putAll(ofTheConnection);
        DataSource source =
                answering(DataSource.class, Map.of("getConnection", () -> answering(Connection.class, all)));
        return new Database(source, List.of(), () -> Actor.VOXGATE);
    }

    @ParameterizedTest
    @CsvSource({"08006,true", "57P01,true", "57014,false"})
    void aCommitThatBreaksMayHaveBeenDone(String state, boolean mayBeDone) {
        Database database = database(Map.of("commit", () -> broken(state)));

        DatabaseUnavailable failure = catchThrowableOfType(DatabaseUnavailable.class, () -> database.system(_ -> true));

        assertThat(failure.mayBeDone()).isEqualTo(mayBeDone);
    }

    @ParameterizedTest
    @CsvSource({"08006", "57P01"})
    void whatBreaksBeforeItWasNotDone(String state) {
        Database database = database(Map.of("setAutoCommit", () -> broken(state)));

        DatabaseUnavailable failure = catchThrowableOfType(DatabaseUnavailable.class, () -> database.system(_ -> true));

        assertThat(failure.mayBeDone()).isFalse();
    }
}

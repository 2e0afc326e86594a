package io.voxgate.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import io.voxgate.limits.Limit;
import io.voxgate.model.Problem;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * JSON that travels as text inside a vendor's request has the limits of a body too; only its long numbers are kept, as
 * text.
 */
class ImportLimitsTest {
    /** JSON that is just within, and just beyond a limit. */
    enum Hidden {
        DEPTH(
                Limit.BODY_DEPTH,
                "{\"a\":".repeat(63) + "1" + "}".repeat(63),
                "{\"a\":".repeat(64) + "1" + "}".repeat(64)),
        NAME(Limit.MEMBER_NAME_LENGTH, "{\"" + "x".repeat(256) + "\":1}", "{\"" + "x".repeat(257) + "\":1}"),
        VALUES(Limit.BODY_VALUES, "{\"a\":[" + "0,".repeat(19_996) + "0]}", "{\"a\":[" + "0,".repeat(19_997) + "0]}");

        private final Limit limit;
        private final String within;
        private final String beyond;

        Hidden(Limit limit, String within, String beyond) {
            this.limit = limit;
            this.within = within;
            this.beyond = beyond;
        }
    }

    private static Object limit(ThrowingCallable reading) {
        return ((Map<?, ?>)
                        catchThrowableOfType(Problem.class, reading).extras().get("limit"))
                .get("name");
    }

    private static ImportReader reading(String text) {
        return new ImportReader("toy", Json.object().put("Config", text), Set.of("Config"));
    }

    @ParameterizedTest
    @EnumSource
    void aFieldThatTravelsAsJsonText(Hidden hidden) {
        assertThatCode(() -> reading(hidden.within)).doesNotThrowAnyException();
        assertThat(limit(() -> reading(hidden.beyond))).isEqualTo(hidden.limit.word());
    }

    @ParameterizedTest
    @EnumSource
    void anyOtherTextThatHoldsJson(Hidden hidden) {
        assertThat(limit(() -> new ImportReader("toy", Json.object().put("Text", "[" + hidden.beyond + "]"), Set.of())
                        .finish(Set.of())))
                .isEqualTo(hidden.limit.word());
    }

    /** 5,000 secrets in one text at a path of 2,500 characters would be reported with 12 MB. */
    @Test
    void secretsInATextAreNotMultipliedByTheLengthOfItsPath() {
        ObjectNode secrets = Json.object();
        for (int i = 0; i < 5000; i++) {
            secrets.put("token" + Integer.toBinaryString(i).replace('0', '-').replace('1', '_'), "x");
        }
        ObjectNode request = Json.object();
        ObjectNode inner = request;
        for (int depth = 0; depth < 10; depth++) {
            inner = inner.putObject("x".repeat(250));
        }
        inner.put("Text", Json.write(secrets));

        assertThat(limit(() -> new ImportReader("toy", request, Set.of()).finish(Set.of())))
                .isEqualTo(Limit.BODY_POINTERS.word());
    }
}

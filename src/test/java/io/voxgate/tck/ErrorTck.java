package io.voxgate.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.voxgate.adapter.CallOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each error code that the vendor documents means what the documents say; one that they do not is no failure. */
interface ErrorTck extends TckSubject {

    @TestFactory
    default Stream<DynamicTest> eachDocumentedErrorCode() {
        return rows("/tck/errors-" + vendor() + ".csv").map(row -> {
            String[] cells = row.split(";");
            return dynamicTest(
                    row,
                    () -> check(
                            cells[0],
                            Integer.parseInt(cells[1]),
                            Arrays.asList(cells[2].split("\\|")),
                            cells.length > 3));
        });
    }

    private void check(String code, int status, List<String> meanings, boolean again) {
        CallOutcome outcome = adapter().read(translate(expectations().agent()).call(), error(code, status));

        assertThat(meanings).as("%s is %s", code, outcome).contains(meaning(outcome));
        if (outcome instanceof CallOutcome.Refused refused) {
            assertThat(refused.error().code())
                    .as("The vendor's own code is kept")
                    .isEqualTo(code);
            assertThat(refused.error().vendor()).isEqualTo(vendor());
            assertThat(refused.retryable())
                    .as("A refusal for good invites no retry")
                    .isIn(
                            again || meaning(outcome).matches("throttled|unavailable")
                                    ? List.of(true, false)
                                    : List.of(false));
        }
        if (code.equals("FailedOperation.CallOutFailed")) {
            assertThat(((CallOutcome.Refused) outcome).retryable())
                    .as("It may have dialled")
                    .isFalse();
        }
    }

    private static String meaning(CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Accepted _ -> "accepted";
            case CallOutcome.AlreadyExists _ -> "exists";
            case CallOutcome.Gone _ -> "gone";
            case CallOutcome.Unknown _ -> "unknown";
            case CallOutcome.Refused refused ->
                switch (refused.kind()) {
                    case VENDOR_REFUSED -> "refused";
                    case QUOTA_EXHAUSTED -> "quota";
                    case CREDENTIAL_REJECTED -> "credential";
                    case VENDOR_THROTTLED -> "throttled";
                    case VENDOR_UNAVAILABLE -> "unavailable";
                };
        };
    }

    private static Stream<String> rows(String resource) {
        try (InputStream in = Objects.requireNonNull(ErrorTck.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

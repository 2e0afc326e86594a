package io.voxgate.api.http;

import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The header {@code Idempotency-Key}: 1 to 255 visible characters, bare or in quotes. */
public final class IdempotencyHeader {
    private IdempotencyHeader() {}

    public static Optional<String> key(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        String text = header.strip();
        String key = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
        if (!key.matches("[\\x21-\\x7e]{1,255}")) {
            String detail = "Idempotency-Key must be 1 to 255 visible ASCII characters without spaces.";
            throw Problem.of(
                    ProblemCode.INVALID_PARAMETER,
                    detail,
                    List.of(new Fault("/Idempotency-Key", "INVALID_PARAMETER", detail)));
        }
        return Optional.of(key);
    }
}

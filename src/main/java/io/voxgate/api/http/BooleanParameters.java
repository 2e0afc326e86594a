package io.voxgate.api.http;

import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Query parameters that are true or false. */
public final class BooleanParameters {
    private BooleanParameters() {}

    /** @throws Problem 400 when it is anything else; empty when it was not sent */
    public static Optional<Boolean> read(String name, @Nullable String text) {
        if (text != null && !text.equals("true") && !text.equals("false")) {
            String detail = name + " must be true or false.";
            throw Problem.of(
                    ProblemCode.INVALID_PARAMETER, detail, List.of(new Fault("/" + name, "INVALID_PARAMETER", detail)));
        }
        return Optional.ofNullable(text).map("true"::equals);
    }
}

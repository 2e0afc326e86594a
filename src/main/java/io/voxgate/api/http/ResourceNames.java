package io.voxgate.api.http;

import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import java.util.List;

/** The names that callers give to stored things. */
public final class ResourceNames {
    /** What a name looks like. */
    public static final String PATTERN = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

    /** The same for people. */
    public static final String RULE =
            "1 to 63 lower-case letters, digits and hyphens, not starting or ending with a hyphen.";

    private ResourceNames() {}

    /** @throws Problem 422 when something cannot be stored under this name */
    public static void check(String name) {
        if (!name.matches(PATTERN)) {
            throw Problem.of(
                    ProblemCode.INVALID_REQUEST,
                    "The name in the path must have " + RULE,
                    List.of(new Fault("", "WRONG_FORM", "The name in the path must have " + RULE)));
        }
    }
}

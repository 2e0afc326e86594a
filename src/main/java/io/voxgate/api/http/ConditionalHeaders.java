package io.voxgate.api.http;

import io.voxgate.database.Precondition;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The conditions of a change: strong ETags of stored things. */
public class ConditionalHeaders {
    @HeaderParam(HttpHeaders.IF_MATCH)
    @Parameter(description = "Change it only if it still has this ETag; else 412.")
    @Nullable
    String ifMatch;

    @HeaderParam(HttpHeaders.IF_NONE_MATCH)
    @Parameter(description = "*: only if it does not exist yet; else 412.")
    @Nullable
    String ifNoneMatch;

    /** The ETag of a version. */
    public static String of(long version) {
        return "\"" + Long.toString(version, Character.MAX_RADIX) + "\"";
    }

    /** What this request demands of what is stored. */
    public Precondition precondition() {
        if (ifNoneMatch != null && !ifNoneMatch.strip().equals("*")) {
            throw Problem.of(ProblemCode.INVALID_PARAMETER, "A change takes If-None-Match only as *.");
        }
        Optional<String> match = Optional.ofNullable(ifMatch).map(String::strip);
        boolean any = match.filter("*"::equals).isPresent();
        return new Precondition(match.filter(_ -> !any).map(ConditionalHeaders::versions), any, ifNoneMatch != null);
    }

    /** A weak or unreadable tag matches nothing. */
    private static Set<Long> versions(String header) {
        return Arrays.stream(header.split(","))
                .map(String::strip)
                .filter(tag -> tag.matches("\"[0-9a-z]{1,12}\""))
                .map(tag -> Long.parseLong(tag.substring(1, tag.length() - 1), Character.MAX_RADIX))
                .collect(Collectors.toUnmodifiableSet());
    }
}

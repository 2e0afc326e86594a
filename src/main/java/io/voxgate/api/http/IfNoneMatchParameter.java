package io.voxgate.api.http;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What the reader has already. */
public class IfNoneMatchParameter {
    @HeaderParam(HttpHeaders.IF_NONE_MATCH)
    @Parameter(description = "The ETag you have; 304 when it is still the same.")
    @Nullable
    String ifNoneMatch;

    /** Whether the reader has this version. */
    boolean has(long version) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(tag -> tag.strip().replaceFirst("^W/", ""))
                        .anyMatch(tag -> tag.equals("*") || tag.equals(ConditionalHeaders.of(version)));
    }
}

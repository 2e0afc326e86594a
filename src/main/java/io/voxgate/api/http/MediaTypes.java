package io.voxgate.api.http;

import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The media types of this API. */
public final class MediaTypes {
    public static final String JSON = "application/json";
    public static final String MERGE_PATCH = "application/merge-patch+json";
    public static final String PROBLEM = "application/problem+json";
    public static final String YAML = "application/yaml";
    public static final String X_YAML = "application/x-yaml";
    public static final String TEXT_YAML = "text/yaml";
    public static final String EVENT_STREAM = "text/event-stream";
    public static final String JSON_LINES = "application/x-ndjson";

    private MediaTypes() {}

    /**
     * Whether a stream of events is the media type that the caller prefers; where it prefers a list as much, it gets
     * the list.
     */
    public static boolean streamPreferred(List<MediaType> accepted) {
        return accepted.stream()
                .filter(type -> type.isCompatible(MediaType.SERVER_SENT_EVENTS_TYPE)
                        || type.isCompatible(MediaType.APPLICATION_JSON_TYPE))
                .findFirst()
                .filter(type -> !type.isCompatible(MediaType.APPLICATION_JSON_TYPE))
                .isPresent();
    }
}

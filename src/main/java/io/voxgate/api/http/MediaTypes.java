package io.voxgate.api.http;

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
}

package io.voxgate.api.http;

import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;

/** Answers with the headers that every stored thing has. */
public final class StoredAnswers {
    private StoredAnswers() {}

    /** 200 with the thing, or 304 when the reader has it. */
    public static <T> RestResponse<T> read(T body, long version, IfNoneMatchParameter reader) {
        return reader.has(version)
                ? RestResponse.ResponseBuilder.<T>create(RestResponse.Status.NOT_MODIFIED)
                        .header(HttpHeaders.ETAG, ConditionalHeaders.of(version))
                        .build()
                : stored(200, body, version);
    }

    /** 201 for something new, 200 for a change. */
    public static <T> RestResponse<T> stored(int status, T body, long version) {
        RestResponse.ResponseBuilder<T> answer = RestResponse.ResponseBuilder.<T>create(status)
                .header(HttpHeaders.ETAG, ConditionalHeaders.of(version))
                .entity(body);
        return (body instanceof YamlForm ? answer.header(HttpHeaders.VARY, HttpHeaders.ACCEPT) : answer).build();
    }

    public static RestResponse<Void> gone() {
        return RestResponse.noContent();
    }
}

package io.voxgate.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Documents;
import io.voxgate.json.StrictJson;
import io.voxgate.limits.Limit;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.security.Caller;
import io.voxgate.tenant.TenantShares;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;

/**
 * Reads every body of the API: strictly, and with all its faults at once. An {@code ObjectNode} parameter gets the
 * object as it came.
 */
@Provider
@Priority(Priorities.USER - 100)
@Consumes({MediaTypes.JSON, MediaTypes.MERGE_PATCH, MediaTypes.YAML, MediaTypes.X_YAML, MediaTypes.TEXT_YAML})
public class BodyReader implements MessageBodyReader<Object> {
    private final StrictJson strict;
    private final TenantShares shares;
    private final CurrentCaller caller;

    public BodyReader(StrictJson strict, TenantShares shares, CurrentCaller caller) {
        this.strict = strict;
        this.shares = shares;
        this.caller = caller;
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord() || type == ObjectNode.class;
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body) {
        if (mediaType.isWildcardType() || mediaType.isWildcardSubtype()) {
            throw Problem.of(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                    "Say what the body is: " + mediaType + " is no media type of a body.");
        }
        byte[] bytes = upTo(Limit.BODY_BYTES.count() + 1, body);
        // Only what computes is in the tenant's turn: a client that sends slowly takes no time of others.
        return shares.compute(
                caller.known().flatMap(Caller::tenantId).orElse("operator"), () -> parsed(type, mediaType, bytes));
    }

    private Object parsed(Class<Object> type, MediaType mediaType, byte[] bytes) {
        JsonNode tree = mediaType.getSubtype().endsWith("yaml") ? Documents.yaml(bytes) : Documents.json(bytes);
        if (!(tree instanceof ObjectNode object)) {
            List<Fault> faults = List.of(new Fault("", "WRONG_TYPE", "The body must be an object."));
            throw Problem.of(ProblemCode.INVALID_REQUEST, "The body must be an object.", faults);
        }
        return type.isRecord() ? strict.read(object, type).orRefuse() : object;
    }

    /**
     * The rest of a body that is too long is read and thrown away: a client that still sends would not read an answer.
     */
    public static byte[] upTo(int most, InputStream body) {
        try {
            byte[] bytes = body.readNBytes(most);
            body.transferTo(OutputStream.nullOutputStream());
            return bytes;
        } catch (IOException e) {
            throw new RequestAborted(e);
        }
    }
}

package io.voxgate.api.openapi;

import io.voxgate.api.http.MediaTypes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.callbacks.Callback;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

/**
 * What the person's client and the agent send each other in a room: none of it passes Voxgate, so that no operation has
 * these forms. They are callbacks of the start of a session, which is where a room begins.
 */
final class ContractRoomMessages {
    private static final DotName SCHEMA =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");
    private static final String START = "startSession";

    private ContractRoomMessages() {}

    /** @param unused the schemas that nothing refers to; those that an adapter has declared are messages */
    static void complete(OpenAPI api, IndexView index, Set<String> unused) {
        Callback callback = OASFactory.createCallback();
        index.getKnownClasses().stream()
                .filter(type -> type.name().toString().startsWith("io.voxgate.adapter."))
                .flatMap(type -> name(type).stream())
                .filter(unused::contains)
                .sorted()
                .forEach(name -> callback.addPathItem(
                        "room/{$response.body#/join/roomId}/" + name,
                        OASFactory.createPathItem().POST(message(api, name))));
        api.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream())
                .filter(operation -> START.equals(operation.getOperationId()))
                .forEach(operation -> operation.addCallback("roomMessage", callback));
    }

    private static Optional<String> name(ClassInfo type) {
        return Optional.ofNullable(type.declaredAnnotation(SCHEMA))
                .map(schema -> schema.value("name"))
                .map(AnnotationValue::asString);
    }

    private static Operation message(OpenAPI api, String name) {
        Schema form = OASFactory.createSchema().ref("#/components/schemas/" + name);
        return OASFactory.createOperation()
                .summary("A message in the room: " + name)
                .description(
                        Objects.requireNonNull(api.getComponents().getSchemas().get(name), name)
                                        .getDescription()
                                + "\n\nIt does not come over HTTP and does not pass Voxgate: join.messages says who sends it, and how.")
                .requestBody(OASFactory.createRequestBody()
                        .content(OASFactory.createContent()
                                .addMediaType(
                                        MediaTypes.JSON,
                                        OASFactory.createMediaType().schema(form))))
                .responses(OASFactory.createAPIResponses()
                        .addAPIResponse(
                                "2XX", OASFactory.createAPIResponse().description("Nothing is answered to a message."))
                        .addAPIResponse(
                                "4XX",
                                OASFactory.createAPIResponse()
                                        .description("Nothing is answered to one that is not known either.")));
    }
}

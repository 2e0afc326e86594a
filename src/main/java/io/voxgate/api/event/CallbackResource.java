package io.voxgate.api.event;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.adapter.CallbackRequest;
import io.voxgate.adapter.HttpReply;
import io.voxgate.api.http.BodyReader;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.api.http.RemoteAddress;
import io.voxgate.event.CallbackIntake;
import io.voxgate.limits.Limit;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where vendors call back. */
@Path("/callbacks/{vendor}/{token}")
@Tag(name = "Callbacks from vendors")
@RunOnVirtualThread
public class CallbackResource {
    private final CallbackIntake intake;
    private final RemoteAddress address;

    public CallbackResource(CallbackIntake intake, RemoteAddress address) {
        this.intake = intake;
        this.address = address;
    }

    @POST
    @Operation(
            operationId = "receiveCallback",
            summary = "Receive a vendor's callback",
            description = "The address to enter in the vendor's console (callbackUrl of a connection). The "
                    + "vendor's signature over the raw bytes, or its password, is checked first: where it "
                    + "is wrong nothing is stored (401). The answer comes only when the events are stored; "
                    + "503 asks the vendor to send it again. An event that is too large to be kept is "
                    + "stored without what the vendor sent, and says so in leftOut. The example is Tencent "
                    + "TRTC's, whose header Sign is Base64 of HMAC-SHA256 over the raw body with the "
                    + "connection's callbackKey, and whose header SdkAppId is the connection's sdkAppId "
                    + "(x-signature, with JSON Pointers into the connection). For vendors, not for you.",
            extensions =
                    @Extension(
                            name = "x-signature",
                            value = "{\"header\":\"Sign\",\"algorithm\":\"HmacSHA256\",\"encoding\":\"base64\","
                                    + "\"key\":\"/credentials/callbackKey\","
                                    + "\"headers\":{\"SdkAppId\":\"/settings/sdkAppId\"}}",
                            parseValue = true))
    @RequestBody(
            description = "As the vendor sends it.",
            content = @Content(mediaType = MediaTypes.JSON, schema = @Schema(implementation = Object.class)))
    @APIResponse(
            responseCode = "200",
            description = "Stored. The body is what the vendor expects.",
            content = @Content(mediaType = MediaTypes.JSON, schema = @Schema(implementation = Object.class)))
    public Response receive(
            @PathParam("vendor") String vendor,
            @PathParam("token") String token,
            @Context HttpHeaders headers,
            @Context UriInfo uri,
            InputStream body) {
        byte[] bytes = BodyReader.upTo(Limit.CALLBACK_BYTES.count() + 1, body);
        if (bytes.length > Limit.CALLBACK_BYTES.max()) {
            throw Problem.overLimit(
                    ProblemCode.BODY_TOO_LARGE,
                    Limit.CALLBACK_BYTES,
                    "A callback may have at most " + Limit.CALLBACK_BYTES.max() + " bytes.");
        }
        HttpReply reply = intake.receive(
                new CallbackIntake.CallbackTarget(vendor, token, address.text()),
                new CallbackRequest(singles(uri.getQueryParameters()), singles(headers.getRequestHeaders()), bytes));
        Response.ResponseBuilder answer = Response.status(reply.status()).entity(reply.body());
        reply.headers().forEach(answer::header);
        return answer.build();
    }

    private static Map<String, String> singles(Map<String, List<String>> values) {
        Map<String, String> first = new LinkedHashMap<>();
        values.forEach((name, all) -> first.put(name, String.join(",", all)));
        return first;
    }
}

package io.voxgate.api.vendor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.adapter.ImportResult;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.api.http.CurrentCaller;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.json.StrictJson;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.template.RequestImporter;
import io.voxgate.tenant.TenantShares;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The way in for a team that already calls a vendor. */
@Path("/v1/imports")
@Tag(name = "Translations and imports")
@Produces(MediaTypes.JSON)
@RunOnVirtualThread
public class ImportResource {
    private final AdapterRegistry adapters;
    private final RequestImporter importer;
    private final TenantShares shares;
    private final CurrentCaller caller;

    public ImportResource(
            AdapterRegistry adapters, RequestImporter importer, TenantShares shares, CurrentCaller caller) {
        this.adapters = adapters;
        this.importer = importer;
        this.shares = shares;
        this.caller = caller;
    }

    @Schema(name = "ImportRequest")
    public record ImportRequest(
            @NotBlank @Schema(description = "Whose request it is.", examples = "tencent-trtc")
            String vendor,

            @NotNull
            @Schema(
                    description =
                            "The vendor's own start request as it is sent today; fields that hold JSON may be text or objects.",
                    type = SchemaType.OBJECT)
            ObjectNode request) {}

    @POST
    @Consumes(MediaTypes.JSON)
    @Operation(operationId = "importAgent", summary = "Read a vendor's own request", description = """
            Turns the start request that a team sends to a vendor today into a neutral agent, a channel and the \
            settings of a connection. Nothing is stored. Secrets in the request are thrown away, never echoed: a \
            credentialRef or a credential's slot stands in the place of each, and credentials lists what to fill in. \
            What no neutral setting says exactly is kept in vendorOptions, so that translating the result for the \
            same vendor gives the request again. What is odd and can mean only one thing (a number as text, an object \
            in place of a string that holds one) is read, and each time reported. A request of another operation or \
            another product, or one that could not be started, is a 422 that says why.""")
    public ImportResult read(ImportRequest request) {
        VendorAdapter adapter = adapters.find(request.vendor())
                .orElseThrow(() -> invalid(new Fault(
                        "/vendor",
                        "UNKNOWN_VENDOR",
                        "There is no such vendor here; there are "
                                + String.join(
                                        ", ",
                                        adapters.all().stream()
                                                .map(a -> a.info().id())
                                                .toList()) + ".")));
        return shares.compute(caller.tenant(), () -> importer.read(adapter, request.request()));
    }

    private static Problem invalid(Fault fault) {
        List<Fault> all = List.of(fault);
        return Problem.of(ProblemCode.INVALID_REQUEST, StrictJson.summary(all), all);
    }
}

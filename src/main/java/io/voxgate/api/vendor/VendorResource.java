package io.voxgate.api.vendor;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.adapter.RoomMessages;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.adapter.VendorInfo;
import io.voxgate.adapter.VendorMatrix;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.api.http.PageParameters;
import io.voxgate.database.Page;
import io.voxgate.model.Problem;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The vendors of this installation and what each makes of every setting. */
@Path("/v1/vendors")
@Tag(name = "Vendors")
@Produces(MediaTypes.JSON)
@RunOnVirtualThread
public class VendorResource {
    private static final String LIST = "vendors";

    private final AdapterRegistry adapters;
    private final VendorMatrixCache matrices;

    public VendorResource(AdapterRegistry adapters, VendorMatrixCache matrices) {
        this.adapters = adapters;
        this.matrices = matrices;
    }

    @Schema(name = "Vendor", description = "A vendor that agents can be started on.")
    public record VendorSummary(
            @Schema(description = "Used wherever a vendor is named.", examples = "tencent-trtc")
            String id,

            String name,

            @Schema(description = "Where its conversations happen: room, phone.")
            List<String> channels,

            @Schema(description = "What can be done, and the vendor's own operation for it.")
            Map<String, String> operations) {

        static VendorSummary of(VendorInfo info) {
            return new VendorSummary(info.id(), info.name(), info.channels(), info.operations());
        }
    }

    @Schema(name = "VendorList")
    public record VendorList(
            List<VendorSummary> items, @Nullable String nextPageToken) {}

    @Schema(
            name = "VendorDetail",
            description = "A vendor, what it makes of every setting of the agent, and what a connection to it holds.")
    public record VendorDetail(
            String id,
            String name,
            List<String> channels,
            Map<String, String> operations,

            @Schema(description = "The vendor's published limits, calls per second, by its own operation.")
            Map<String, Integer> ratePerSecond,

            @Schema(description = "The vendor's regions; empty when it wants none.")
            List<String> regions,

            @Schema(description = "Settings that can be changed while a session runs, as JSON Pointers.")
            Set<String> changeable,

            @Schema(description = "Where transcripts come from at this vendor, or why there are none.")
            String transcripts,

            @Schema(description = "Found by asking the translator, never written by hand.")
            List<VendorMatrix.MatrixRow> fields,

            VendorInfo.ConnectionSchema connectionSchema,

            @Nullable RoomMessages roomMessages) {}

    @GET
    @Operation(
            operationId = "listVendors",
            summary = "List the vendors",
            description = "The vendors of this installation, by id.")
    public VendorList list(@BeanParam PageParameters paging) {
        Page.PageRequest part = paging.of(LIST);
        List<VendorSummary> later = adapters.all().stream()
                .map(VendorAdapter::info)
                .filter(info -> info.id().compareTo(part.after()) > 0)
                .map(VendorSummary::of)
                .toList();
        Page<VendorSummary> page = Page.of(later, part.size(), VendorSummary::id);
        return new VendorList(page.items(), PageParameters.token(LIST, page));
    }

    @GET
    @Path("/{vendor}")
    @Operation(operationId = "getVendor", summary = "What a vendor can do", description = """
            Every setting of the agent with how this vendor supports it: native (sent as it is), converted (other \
            unit, number or word), approximated (nearest meaning), emulated (Voxgate does it) or unsupported; with \
            the vendor's own field and the range or words it takes. A setting that differs between speech or model \
            providers has one row for each case, distinguished by when.""")
    public VendorDetail get(@PathParam("vendor") String vendor) {
        VendorAdapter adapter =
                adapters.find(vendor).orElseThrow(() -> Problem.notFound("There is no vendor " + vendor + "."));
        VendorInfo info = adapter.info();
        return new VendorDetail(
                info.id(),
                info.name(),
                info.channels(),
                info.operations(),
                info.ratePerSecond(),
                info.regions(),
                new TreeSet<>(info.changeable()),
                info.reporting().transcriptNote(),
                matrices.of(adapter),
                info.connection(),
                adapter.roomMessages().orElse(null));
    }
}

package io.voxgate.api.calling;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.api.http.ConditionalHeaders;
import io.voxgate.api.http.CurrentCaller;
import io.voxgate.api.http.IfNoneMatchParameter;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.api.http.PageParameters;
import io.voxgate.api.http.StoredAnswers;
import io.voxgate.api.http.ValidateOnlyParameter;
import io.voxgate.calling.SuppressionTable;
import io.voxgate.calling.SuppressionTable.Grounds;
import io.voxgate.calling.SuppressionTable.SuppressionRow;
import io.voxgate.database.Page;
import io.voxgate.database.UpsertResult;
import io.voxgate.model.Channel.Phone;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.phone.PhoneNumbers;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The suppression list: numbers that a tenant must not call. */
@Path("/v1/suppressions")
@Tag(name = "Calling policies")
@Produces(MediaTypes.JSON)
@RunOnVirtualThread
public class SuppressionResource {
    private static final String LIST = "suppressions";

    private final SuppressionTable suppressions;
    private final CurrentCaller caller;

    public SuppressionResource(SuppressionTable suppressions, CurrentCaller caller) {
        this.suppressions = suppressions;
        this.caller = caller;
    }

    @Schema(name = "SuppressionReason", description = "Why the number is not called.")
    public enum Reason {
        @JsonProperty("optOut")
        OPT_OUT("optOut"),
        @JsonProperty("complaint")
        COMPLAINT("complaint"),
        @JsonProperty("regulator")
        REGULATOR("regulator"),
        @JsonProperty("wrongNumber")
        WRONG_NUMBER("wrongNumber"),
        @JsonProperty("other")
        OTHER("other");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        /** A word of another version is shown as another reason. */
        static Reason of(String word) {
            return Arrays.stream(values())
                    .filter(reason -> reason.word.equals(word))
                    .findFirst()
                    .orElse(OTHER);
        }
    }

    @Schema(name = "NewSuppression", description = "Why a number is not called.")
    public record NewSuppression(
            @NotNull Reason reason,

            @Nullable @Size(max = 500) @Schema(description = "For people.", examples = "By letter of 4 May")
            String note) {}

    @Schema(name = "Suppression", description = "A number that is not called.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SuppressionView(
            @Nullable
            @Schema(
                    description = "The number, E.164. Absent: the data of its person were erased; it is not called all the same.",
                    examples = "+8613800000000")
            String number,

            Reason reason,

            @Nullable @Schema(description = "For people.")
            String note,

            @Nullable
            @Schema(
                    description = "The session in which the person asked for it: its extraction named optOut was true. Absent: it "
                            + "was put by you.")
            String sessionId,

            Instant createdAt,
            Instant updatedAt) {
        static SuppressionView of(SuppressionRow row) {
            return new SuppressionView(
                    row.number().orElse(null),
                    Reason.of(row.grounds().reason()),
                    row.grounds().note().orElse(null),
                    row.sessionId().orElse(null),
                    row.createdAt(),
                    row.updatedAt());
        }
    }

    @Schema(name = "SuppressionList")
    public record SuppressionList(
            List<SuppressionView> items, @Nullable String nextPageToken) {}

    @PUT
    @Path("/{number}")
    @Consumes({MediaTypes.JSON, MediaTypes.YAML, MediaTypes.X_YAML, MediaTypes.TEXT_YAML})
    @Operation(operationId = "putSuppression", summary = "Put a number on the suppression list", description = """
            From now on no session calls the number; a call that was begun goes on. It is also put there when the agent's \
            extraction named optOut, of the type boolean, is true after a call.""")
    public RestResponse<SuppressionView> put(
            @PathParam("number") String number,
            NewSuppression suppression,
            @BeanParam ValidateOnlyParameter validateOnly) {
        if (!number.matches(Phone.E164)) {
            String detail = PhoneNumbers.refusal(number);
            throw Problem.of(
                    ProblemCode.INVALID_REQUEST, detail, List.of(new Fault("/number", "WRONG_FORM", detail)));
        }
        UpsertResult<SuppressionRow> stored = suppressions.put(
                caller.tenant(),
                number,
                new Grounds(suppression.reason().word, Optional.ofNullable(suppression.note())),
                validateOnly.writeOptions());
        return validateOnly.writeOptions().validateOnly()
                ? RestResponse.ok(SuppressionView.of(stored.row()))
                : StoredAnswers.stored(
                        stored.status(),
                        SuppressionView.of(stored.row()),
                        stored.row().version());
    }

    @GET
    @Operation(
            operationId = "listSuppressions",
            summary = "List the suppressed numbers",
            description = "The numbers that are not called, in the order in which they were put.")
    public SuppressionList list(@BeanParam PageParameters paging) {
        Page<SuppressionView> page =
                suppressions.list(caller.tenant(), paging.of(LIST)).map(SuppressionView::of);
        return new SuppressionList(page.items(), PageParameters.token(LIST, page));
    }

    @GET
    @Path("/{number}")
    @Operation(
            operationId = "getSuppression",
            summary = "Look a number up",
            description = "Whether and why the number is not called. 404: it is not on the list.")
    public RestResponse<SuppressionView> get(
            @PathParam("number") String number, @BeanParam IfNoneMatchParameter reader) {
        SuppressionRow row =
                suppressions.find(caller.tenant(), number).orElseThrow(SuppressionTable::missing);
        return StoredAnswers.read(SuppressionView.of(row), row.version(), reader);
    }

    @DELETE
    @Path("/{number}")
    @Operation(
            operationId = "deleteSuppression",
            summary = "Take a number off the suppression list",
            description = "It may be called again, as far as the calling policies allow it.")
    public RestResponse<Void> delete(@PathParam("number") String number, @BeanParam ConditionalHeaders etags) {
        suppressions.delete(caller.tenant(), number, etags.precondition());
        return StoredAnswers.gone();
    }
}

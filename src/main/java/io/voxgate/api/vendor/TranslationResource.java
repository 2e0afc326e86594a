package io.voxgate.api.vendor;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.adapter.FieldReport;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.api.calling.CallPreview;
import io.voxgate.api.http.CurrentCaller;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.api.http.PreferHandling;
import io.voxgate.api.vendor.TranslationTargets.VendorTarget;
import io.voxgate.calling.CallingGate;
import io.voxgate.connection.Connection;
import io.voxgate.connection.CredentialRules;
import io.voxgate.connection.Credentials;
import io.voxgate.json.Json;
import io.voxgate.json.StrictJson;
import io.voxgate.limits.Limit;
import io.voxgate.model.Agent;
import io.voxgate.model.Channel;
import io.voxgate.model.Fault;
import io.voxgate.model.FieldOutcome;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.phone.PhoneNumbers;
import io.voxgate.template.AgentComposer;
import io.voxgate.template.AgentSource;
import io.voxgate.template.ComposedAgent;
import io.voxgate.tenant.TenantShares;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The dry run: what each vendor would be sent, and what becomes of every setting. */
@Path("/v1/translations")
@Tag(name = "Translations and imports")
@Produces(MediaTypes.JSON)
@RunOnVirtualThread
public class TranslationResource {
    private final TranslationTargets targets;
    private final AgentComposer composer;
    private final Credentials credentials;
    private final CurrentCaller caller;
    private final TenantShares shares;
    private final CallingGate gate;

    public TranslationResource(
            TranslationTargets targets,
            AgentComposer composer,
            Credentials credentials,
            CurrentCaller caller,
            TenantShares shares,
            CallingGate gate) {
        this.targets = targets;
        this.composer = composer;
        this.credentials = credentials;
        this.caller = caller;
        this.shares = shares;
        this.gate = gate;
    }

    @Schema(
            name = "TranslationRequest",
            description =
                    "An agent (from a template, inline, or both) and the vendors or connections to translate it for.")
    public record TranslationRequest(
            @Nullable
            @Size(min = 1, max = 80)
            @Schema(description = "support: the published revision; support@3: that one.", examples = "support@3")
            String template,

            @Nullable
            @Schema(
                    implementation = Agent.class,
                    description = "An inline agent; merge-patched over the template when both are given.")
            ObjectNode agent,

            @Nullable
            @Size(max = 100)
            @Schema(description = "Values for the template's variables.", type = SchemaType.OBJECT)
            Map<String, JsonNode> variables,

            @Nullable @Valid Channel channel,

            @Nullable
            @Size(min = 1, max = 50)
            @Schema(description = "Vendor ids, each once. Absent, and no connections named: every vendor.")
            List<@NotNull @Size(max = 64) String> vendors,

            @Nullable
            @Size(min = 1, max = 50)
            @Schema(description = "Connections, each once; what they give (app ids) is then in the request too.")
            List<@NotNull @Size(max = 63) String> connections) {}

    @Schema(
            name = "TranslationReport",
            description = "What one vendor would be sent, and what becomes of every setting.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record VendorTranslation(
            String vendor,

            @Nullable @Schema(description = "The connection, when one was named.")
            String connection,

            @Schema(description = "The vendor's operation.") String operation,

            @Schema(description = "Whether a session could start.")
            boolean accepted,

            @Schema(
                    description =
                            "The vendor's body alone: secrets masked, fields that travel as a string holding JSON opened up.",
                    type = SchemaType.OBJECT)
            ObjectNode request,

            @Schema(description = "Every setting that was given, once.")
            List<FieldReport.ReportEntry> fields,

            @Schema(description = "What holds for settings that were not given, where it is documented.")
            List<FieldReport.Default> defaults,

            @Schema(description = "How many settings had each outcome.")
            Map<FieldOutcome, Integer> summary) {

        static VendorTranslation of(
                Translation translation, @Nullable String connection, Optional<VendorAccount> account) {
            FieldReport report = translation.report();
            return new VendorTranslation(
                    translation.vendor(),
                    connection,
                    translation.call().operation(),
                    report.accepted(),
                    translation.call().display(account),
                    report.fields(),
                    report.defaults(),
                    report.summary());
        }
    }

    @Schema(name = "TranslationAnswer")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TranslationAnswer(
            List<VendorTranslation> translations,

            @Schema(
                    description = "What is not wrong with the agent, but keeps it from starting as things are: "
                            + "a credential that does not exist or lacks a field.")
            List<Fault> warnings,

            @Nullable
            @Schema(
                    description = "With a phone channel: whether calling policies and the suppression list allow the call now. "
                            + "A start is asked anew.")
            CallPreview call) {}

    @POST
    @Consumes(MediaTypes.JSON)
    @Operation(operationId = "translateAgent", summary = "Translate without starting", description = """
            The dry run of a start: exactly what each vendor would be sent, and one outcome for every setting that \
            was given. Nothing is sent or stored. With Prefer: handling=strict a translation that clamps, \
            approximates or loses a setting is a 422 TRANSLATION_LOSSY instead.""")
    public RestResponse<TranslationAnswer> translate(
            TranslationRequest request,
            @HeaderParam("Prefer")
                    @Parameter(description = "handling=strict or handling=lenient (the default).")
                    @Nullable
                    String prefer) {
        boolean strict = PreferHandling.strict(prefer);
        TranslationAnswer answer = translated(request, targets.of(caller.tenant(), request));
        if (strict) {
            refuseLosses(answer.translations());
        }
        return RestResponse.ResponseBuilder.ok(answer)
                .header("Preference-Applied", PreferHandling.applied(strict))
                .build();
    }

    private TranslationAnswer translated(TranslationRequest request, List<VendorTarget> named) {
        AgentSource source = new AgentSource(
                Optional.ofNullable(request.template()),
                Optional.ofNullable(request.agent()),
                Objects.requireNonNullElse(request.variables(), Map.of()));
        ComposedAgent composed = shares.compute(caller.tenant(), () -> composer.compose(caller.tenant(), source));
        Agent agent = composed.agent();
        List<Fault> warnings = Stream.concat(
                        warnings(
                                agent,
                                named.stream()
                                        .map(VendorTarget::connection)
                                        .flatMap(Optional::stream)
                                        .toList())
                                .stream(),
                        Optional.ofNullable(request.channel()).stream().flatMap(PhoneNumbers::warnings))
                .toList();
        StartCommand command = new StartCommand(agent, Optional.ofNullable(request.channel()), Optional.empty());
        return new TranslationAnswer(
                shares.compute(caller.tenant(), () -> translations(named, command)),
                warnings,
                request.channel() instanceof Channel.Phone phone
                        ? CallPreview.of(gate.preview(caller.tenant(), phone, composed.template()))
                        : null);
    }

    /** @throws Problem 422 as soon as they are more than an answer may be */
    private static List<VendorTranslation> translations(List<VendorTarget> targets, StartCommand command) {
        List<VendorTranslation> translations = new ArrayList<>();
        long bytes = 0;
        for (VendorTarget target : targets) {
            VendorTranslation translation = VendorTranslation.of(
                    target.adapter().translate(command),
                    target.connection().map(Connection::name).orElse(null),
                    target.account());
            bytes += Json.bytes(translation);
            if (bytes > Limit.TRANSLATION_BYTES.max()) {
                throw Problem.overLimit(
                        ProblemCode.INVALID_REQUEST,
                        Limit.TRANSLATION_BYTES,
                        "The translations of a dry run may have at most " + Limit.TRANSLATION_BYTES.max()
                                + " bytes together. Name fewer vendors or connections at once, or send a smaller agent.");
            }
            translations.add(translation);
        }
        return translations;
    }

    /** @throws Problem 422 when a credential would go where it must not; what is only not there yet is a warning */
    private List<Fault> warnings(Agent agent, List<Connection> over) {
        List<Fault> faults = credentials.check(caller.tenant(), agent, over).stream()
                .map(fault -> fault.below("/agent"))
                .toList();
        List<Fault> forbidden = faults.stream()
                .filter(fault -> fault.code().equals(CredentialRules.HOST))
                .toList();
        if (!forbidden.isEmpty()) {
            throw invalid(forbidden);
        }
        return faults;
    }

    private static void refuseLosses(List<VendorTranslation> translations) {
        List<Fault> losses = translations.stream()
                .flatMap(t -> PreferHandling.losses(t.vendor(), t.fields()).stream())
                .toList();
        if (!losses.isEmpty()) {
            throw Problem.of(
                    ProblemCode.TRANSLATION_LOSSY,
                    "handling=strict, and " + losses.size() + " settings would be clamped, approximated or lost.",
                    losses);
        }
    }

    static Problem invalid(List<Fault> faults) {
        return Problem.of(ProblemCode.INVALID_REQUEST, StrictJson.summary(faults), faults);
    }
}

package io.voxgate.api.connection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.api.http.BooleanParameters;
import io.voxgate.api.http.CurrentCaller;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.audit.AuditTable;
import io.voxgate.connection.CredentialCheck;
import io.voxgate.connection.CredentialUseCheck;
import io.voxgate.connection.StoredCredentials;
import io.voxgate.json.Json;
import io.voxgate.model.Agent;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.template.AgentComposer;
import io.voxgate.template.AgentSource;
import io.voxgate.template.Templates;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tries a credential with the model, the voice or the recognition that it is for. */
@Path("/v1/credentials/{name}/verify")
@Tag(name = "Credentials")
@Produces(MediaTypes.JSON)
@RunOnVirtualThread
public class CredentialVerifyResource {
    private final CredentialCheck check;
    private final StoredCredentials credentials;
    private final Templates templates;
    private final AgentComposer composer;
    private final AuditTable audit;
    private final CurrentCaller caller;

    public CredentialVerifyResource(
            CredentialCheck check,
            StoredCredentials credentials,
            Templates templates,
            AgentComposer composer,
            AuditTable audit,
            CurrentCaller caller) {
        this.check = check;
        this.credentials = credentials;
        this.templates = templates;
        this.composer = composer;
        this.audit = audit;
        this.caller = caller;
    }

    @Schema(
            name = "CredentialVerification",
            description = "The agent that the credential is tried for. Empty: the first template that names it.")
    public record CredentialVerification(
            @Nullable
            @Size(min = 1, max = 80)
            @Schema(
                    description =
                            "support: the published revision; support@3: that one. Its variables have sample values.",
                    examples = "support@3")
            String template,

            @Nullable
            @Schema(implementation = Agent.class, description = "An agent; with a template a merge patch over it.")
            ObjectNode agent,

            @Nullable
            @Size(max = 100)
            @Schema(
                    type = SchemaType.OBJECT,
                    description = "Values for the template's variables, when an agent is given beside it.")
            Map<String, JsonNode> variables) {}

    @Schema(name = "CredentialDiagnosis", description = "What the tries of a credential showed.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CredentialDiagnosis(
            @Schema(examples = "llm") String name,

            @Nullable @Schema(description = "The template whose agent it was tried for.", examples = "support@3")
            String template,

            @Schema(description = "One for each place where the agent names the credential.")
            List<CredentialUseCheck> checks) {}

    @POST
    @Consumes(MediaTypes.JSON)
    @Operation(operationId = "verifyCredential", summary = "Try a credential", description = """
            Calls the service that an agent sends the credential to, by that service's own protocol, and says in words \
            what is wrong: the key, the model or voice, the account's money, its rate, the address. At most one call for \
            each place where the agent names the credential, and the cheapest that the service has. A language model: \
            one request with the word "Hi" and at most one token of an answer (openai, azure, minimax, dashscope with a \
            model); of a hosted app (dify, coze, dashscope with an appId) only its description is asked for, which costs \
            nothing. A voice: the synthesis of two characters. Speech recognition: a check of the key, without sound, \
            which costs nothing. With validateOnly nothing is called, and each check says what it would cost. What \
            cannot be tried so cheaply is not tried (notTried). Waits at most 10 seconds; each credential can be \
            verified once a second (429 RATE_LIMITED). In the audit it is credential.verified.""")
    public CredentialDiagnosis verify(
            @PathParam("name") String name,
            @NotNull CredentialVerification verification,
            @QueryParam("validateOnly")
                    @Parameter(
                            description =
                                    "true: nothing is called; the answer says what would be, and what it costs at most.",
                            schema = @Schema(implementation = Boolean.class, defaultValue = "false"))
                    @Nullable
                    String validateOnly) {
        List<String> usedBy = credentials.get(caller.tenant(), name).usedBy();
        Optional<String> template = Optional.ofNullable(verification.template())
                .or(() -> Optional.ofNullable(verification.agent()).isPresent()
                        ? Optional.empty()
                        : usedBy.stream().filter(user -> user.contains("@")).findFirst());
        boolean dry = BooleanParameters.read("validateOnly", validateOnly).orElse(false);
        List<CredentialUseCheck> checks = check.check(caller.tenant(), name, agent(name, verification, template), dry);
        if (!dry) {
            audit.credentialVerified(
                    caller.tenant(),
                    name,
                    Json.object()
                            .set(
                                    "states",
                                    Json.node(checks.stream()
                                            .map(CredentialUseCheck::state)
                                            .toList())));
        }
        return new CredentialDiagnosis(name, template.orElse(null), checks);
    }

    private Agent agent(String name, CredentialVerification verification, Optional<String> template) {
        if (verification.agent() != null) {
            return composer.compose(
                            caller.tenant(),
                            new AgentSource(
                                    template,
                                    Optional.of(verification.agent()),
                                    Optional.ofNullable(verification.variables())
                                            .orElse(Map.of())))
                    .agent();
        }
        String reference = template.orElseThrow(() -> refused(
                "/template",
                "REQUIRED",
                "How the credential " + name
                        + " is tried depends on the agent that it is for: name a template, or send "
                        + "an agent whose llm, tts or stt names it."));
        Templates.Revision revision = find(reference)
                .orElseThrow(() -> refused("/template", "UNKNOWN_TEMPLATE", "There is no template " + reference + "."));
        return templates
                .sample(revision.template())
                .orElseThrow(() -> refused(
                        "/agent",
                        "REQUIRED",
                        "With sample values the agent of " + reference
                                + " is not whole: send an agent, and variables."));
    }

    private static Problem refused(String pointer, String code, String detail) {
        return Problem.of(ProblemCode.INVALID_REQUEST, detail, List.of(new Fault(pointer, code, detail)));
    }

    private Optional<Templates.Revision> find(String reference) {
        int at = reference.indexOf('@');
        return at < 0
                ? templates.find(caller.tenant(), reference)
                : templates.find(caller.tenant(), reference.substring(0, at), number(reference.substring(at + 1)));
    }

    private static int number(String text) {
        return text.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(text) : 0;
    }
}

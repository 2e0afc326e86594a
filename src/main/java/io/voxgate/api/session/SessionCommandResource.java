package io.voxgate.api.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.adapter.Command;
import io.voxgate.adapter.CommandOptions;
import io.voxgate.adapter.FieldReport;
import io.voxgate.api.http.ConditionalHeaders;
import io.voxgate.api.http.CurrentCaller;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.api.http.StoredAnswers;
import io.voxgate.json.Json;
import io.voxgate.json.StrictJson;
import io.voxgate.model.Agent;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.session.AgentUpdates;
import io.voxgate.session.SessionCommands;
import io.voxgate.session.SessionStopper;
import io.voxgate.session.SessionView;
import io.voxgate.session.store.SessionRow;
import io.voxgate.template.AgentReader;
import io.voxgate.template.VendorOptionRules;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Commands to running sessions. */
@Path("/v1/sessions/{id}")
@Tag(name = "Sessions")
@Produces(MediaTypes.JSON)
@RunOnVirtualThread
public class SessionCommandResource {
    private static final String VENDOR_OPTIONS = "vendorOptions";

    private final SessionStopper stopper;
    private final SessionCommands commands;
    private final AgentUpdates changes;
    private final CurrentCaller caller;
    private final StrictJson strict;
    private final VendorOptionRules optionRules;

    public SessionCommandResource(
            SessionStopper stopper,
            SessionCommands commands,
            AgentUpdates changes,
            CurrentCaller caller,
            StrictJson strict,
            VendorOptionRules optionRules) {
        this.stopper = stopper;
        this.commands = commands;
        this.changes = changes;
        this.caller = caller;
        this.strict = strict;
        this.optionRules = optionRules;
    }

    @Schema(name = "CommandAccepted", description = "The vendor has the command.")
    public record CommandAccepted(
            String sessionId,

            @Schema(description = "Options that the vendor lacks and that you did not ask for: what it does instead.")
            List<FieldReport.ReportEntry> fields) {}

    @POST
    @Path("/stop")
    @ResponseStatus(202)
    @Operation(
            operationId = "stopSession",
            summary = "Stop a session",
            description = "Asks the vendor to end it, again and again until it has accepted. The status is "
                    + "stopping until the vendor confirms, then ended. Stopping what is over changes nothing.")
    public SessionView stop(@PathParam("id") String id) {
        return stopper.stop(caller.tenant(), id);
    }

    @POST
    @Path("/say")
    @Consumes(MediaTypes.JSON)
    @ResponseStatus(202)
    @Operation(
            operationId = "say",
            summary = "Let the agent say something",
            description = "Speaks a text. An option that the vendor lacks is a 422 when you sent it and it is "
                    + "not what the vendor does anyway; else it is listed in fields.")
    public CommandAccepted say(
            @PathParam("id") String id,
            @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = SessionRequests.Say.class)))
                    ObjectNode body) {
        SessionRequests.Say say = strict.read(body, SessionRequests.Say.class).orRefuse();
        Command.Say command = new Command.Say(
                say.text(),
                Optional.ofNullable(say.when()).orElse(Command.InterruptionTime.NOW),
                orTrue(say.interruptible()),
                orTrue(say.addToHistory()),
                Boolean.TRUE.equals(say.endAfter()),
                options(body));
        return new CommandAccepted(id, commands.say(caller.tenant(), id, command, vendorOptions(say.vendorOptions())));
    }

    @POST
    @Path("/prompt")
    @Consumes(MediaTypes.JSON)
    @ResponseStatus(202)
    @Operation(
            operationId = "promptSession",
            summary = "Ask the language model",
            description = "Asks the agent's language model as if the person had said it; the agent speaks the answer.")
    public CommandAccepted prompt(
            @PathParam("id") String id,
            @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = SessionRequests.Prompt.class)))
                    ObjectNode body) {
        SessionRequests.Prompt prompt =
                strict.read(body, SessionRequests.Prompt.class).orRefuse();
        return new CommandAccepted(
                id,
                commands.prompt(
                        caller.tenant(),
                        id,
                        new Command.Prompt(prompt.text(), orTrue(prompt.interrupt()), options(body)),
                        vendorOptions(prompt.vendorOptions())));
    }

    @POST
    @Path("/transfer")
    @Consumes(MediaTypes.JSON)
    @ResponseStatus(202)
    @Operation(
            operationId = "transferSession",
            summary = "Hand the call to a person",
            description = "Hands a running call over, where the vendor has people to hand it to.")
    public CommandAccepted transfer(@PathParam("id") String id, SessionRequests.Transfer transfer) {
        return new CommandAccepted(id, commands.transfer(caller.tenant(), id, new Command.Transfer(transfer.target())));
    }

    @PATCH
    @Path("/agent")
    @Consumes({MediaTypes.MERGE_PATCH, MediaTypes.JSON})
    @Operation(
            operationId = "changeSessionAgent",
            summary = "Change the running agent",
            description = "JSON Merge Patch of what the vendor can change while a session runs (changeable at "
                    + "GET /v1/vendors/{vendor}); anything else is a 422 that lists it, and then nothing is "
                    + "changed.")
    public RestResponse<SessionView> change(
            @PathParam("id") String id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Agent.class)))
                    ObjectNode patch,
            @BeanParam ConditionalHeaders etags) {
        SessionRow row = changes.patch(caller.tenant(), id, patch, etags.precondition());
        return StoredAnswers.stored(200, SessionView.of(row), row.version());
    }

    private static boolean orTrue(@Nullable Boolean given) {
        return given == null || given;
    }

    /** The options that were really sent. */
    private static Set<String> options(ObjectNode body) {
        Set<String> names = new HashSet<>();
        body.properties().forEach(entry -> names.add(entry.getKey()));
        names.removeAll(Set.of("text", VENDOR_OPTIONS));
        return names;
    }

    private CommandOptions vendorOptions(@Nullable ObjectNode given) {
        if (given == null) {
            return CommandOptions.NONE;
        }
        ObjectNode options = Json.object().set(VENDOR_OPTIONS, given);
        AgentReader.refuseSecrets(options, "");
        AgentReader.refuseSlots(options);
        List<Fault> faults = optionRules.check(options);
        if (!faults.isEmpty()) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, faults.getFirst().detail(), faults);
        }
        return new CommandOptions(given.properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> (ObjectNode) entry.getValue())));
    }
}

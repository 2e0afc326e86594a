package io.voxgate.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.ForeignRequests;
import io.voxgate.adapter.ImportResult;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.adapter.UnsentFields;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.json.Json;
import io.voxgate.json.KeepableValues;
import io.voxgate.json.MergePatch;
import io.voxgate.json.StrictJson;
import io.voxgate.model.Agent;
import io.voxgate.model.Channel;
import io.voxgate.model.Fault;
import io.voxgate.model.FieldOutcome;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads a vendor's own start request. What is answered can be translated for the same vendor as it stands: it was
 * composed and translated here, by the rules that every agent has to keep. All else is refused, with pointers to the
 * vendor's fields.
 */
@ApplicationScoped
public class RequestImporter {
    private static final String NOT_STARTED = "The vendor would not start with it.";

    private final AgentReader agents;
    private final StrictJson strict;

    public RequestImporter(AgentReader agents, StrictJson strict) {
        this.agents = agents;
        this.strict = strict;
    }

    /** @throws Problem 422 when it is no start of this vendor's agent, or one that could not be started from Voxgate */
    public ImportResult read(VendorAdapter adapter, ObjectNode request) {
        refuse(ForeignRequests.recognise(adapter.info(), request).stream().toList());
        ObjectNode alone = ForeignRequests.unwrapped(adapter.info(), request);
        ImportResult imported = adapter.parse(alone);
        refuse(imported.faults());
        refuse(nothingUnderstood(adapter, imported).stream().toList());
        ImportResult whole = UnsentFields.kept(adapter.info(), alone, imported, translated(adapter, imported));
        translated(adapter, whole);
        return whole;
    }

    /** @throws Problem 422 when it could not be started */
    private Translation translated(VendorAdapter adapter, ImportResult imported) {
        Translation translation =
                adapter.translate(new StartCommand(agent(imported), channel(imported), Optional.empty()));
        refuse(placed(
                imported,
                translation
                        .report()
                        .with(FieldOutcome.REJECTED)
                        .map(entry -> new Fault(
                                entry.path(), "NOT_STARTABLE", Objects.requireNonNullElse(entry.note(), NOT_STARTED)))
                        .toList()));
        return translation;
    }

    private static Optional<Fault> nothingUnderstood(VendorAdapter adapter, ImportResult imported) {
        String start = adapter.info().operations().getOrDefault("start", "the vendor's start");
        return imported.findings().understood()
                ? Optional.empty()
                : Optional.of(new Fault(
                        "/request",
                        "NOT_UNDERSTOOD",
                        "No field of it is one of " + start + " ("
                                + adapter.info().name() + "). Send the body of that request as you send it today."));
    }

    /** By the steps of an inline agent, of which a start's is composed: secrets, merge patch, variables, rules. */
    private Agent agent(ImportResult imported) {
        refuse(placed(imported, KeepableValues.faults(imported.agent())));
        try {
            AgentReader.refuseSecrets(imported.agent(), "");
        } catch (Problem secret) {
            throw problem(secret.code(), placed(imported, secret.faults()));
        }
        ObjectNode composed = MergePatch.apply(Json.object(), imported.agent());
        refuse(placed(
                imported,
                new Variables(Map.of())
                        .undeclared(composed).stream()
                                .map(RequestImporter::variable)
                                .toList()));
        StrictJson.Read<Agent> read = agents.read(composed);
        refuse(placed(imported, read.faults()));
        return read.orRefuse();
    }

    private static Fault variable(Fault undeclared) {
        return new Fault(
                undeclared.pointer().replaceFirst("^/agent", ""),
                "VARIABLE_NOT_ALLOWED",
                "Voxgate fills in {{…}} itself, and an import declares no variables: write the text without double braces here, "
                        + "and put them into the template.");
    }

    private Optional<Channel> channel(ImportResult imported) {
        if (imported.channel().isEmpty()) {
            return Optional.empty();
        }
        StrictJson.Read<Channel> read = strict.read(imported.channel(), Channel.class);
        refuse(placed(
                imported,
                read.faults().stream().map(fault -> fault.below("/channel")).toList()));
        return Optional.of(read.orRefuse());
    }

    private static List<Fault> placed(ImportResult imported, List<Fault> faults) {
        List<Fault> placed = new ArrayList<>();
        faults.forEach(fault -> placed.add(new Fault(imported.place(fault.pointer()), fault.code(), fault.detail())));
        return placed;
    }

    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw problem(ProblemCode.INVALID_REQUEST, faults);
        }
    }

    private static Problem problem(ProblemCode code, List<Fault> faults) {
        return Problem.of(code, StrictJson.summary(faults), faults);
    }
}

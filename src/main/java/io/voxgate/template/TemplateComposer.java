package io.voxgate.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import io.voxgate.json.MergePatch;
import io.voxgate.json.StrictJson;
import io.voxgate.model.Agent;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes the agent of a session or a dry run from a template, an inline agent, or both, over the stored templates. */
@ApplicationScoped
public class TemplateComposer implements AgentComposer {
    private static final Pattern REFERENCE = Pattern.compile("([a-z0-9-]{1,63})(?:@([1-9][0-9]{0,8}))?");

    private final TemplateCache templates;
    private final AgentReader reader;

    public TemplateComposer(TemplateCache templates, AgentReader reader) {
        this.templates = templates;
        this.reader = reader;
    }

    @Override
    public ComposedAgent compose(String tenantId, AgentSource source) {
        if (source.template().isEmpty() && source.agent().isEmpty()) {
            throw invalid(List.of(new Fault("", "REQUIRED", "Name a template, or send an agent.")));
        }
        source.agent().ifPresent(agent -> AgentReader.refuseSecrets(agent, "/agent"));
        Optional<Templates.Revision> revision = source.template().map(reference -> find(tenantId, reference));
        ObjectNode base = revision.map(found -> found.template().agent()).orElseGet(Json::object);
        ObjectNode merged =
                source.agent().map(patch -> MergePatch.apply(base, patch)).orElse(base);
        ObjectNode filled =
                fill(revision.map(found -> found.template().variables()).orElse(Map.of()), merged, source.variables());
        Agent agent = revision.filter(_ -> source.agent().isEmpty())
                .flatMap(found -> templates.whole(tenantId, found))
                .orElseGet(() -> whole(filled, revision, source));
        return new ComposedAgent(agent, revision.map(Templates.Revision::reference));
    }

    private Templates.Revision find(String tenantId, String reference) {
        Matcher parts = REFERENCE.matcher(reference);
        if (!parts.matches()) {
            throw missing("It must be a template's name, or name@revision.");
        }
        if (parts.group(2) != null) {
            return templates
                    .find(tenantId, parts.group(1), Integer.parseInt(parts.group(2)))
                    .orElseThrow(() -> missing("There is no template " + reference + "."));
        }
        return templates
                .find(tenantId, parts.group(1))
                .orElseThrow(() -> missing("There is no published template " + reference + "."));
    }

    private static ObjectNode fill(Map<String, Variable> declared, ObjectNode agent, Map<String, JsonNode> values) {
        Variables variables = new Variables(declared);
        List<Fault> faults = Stream.concat(variables.faults(values).stream(), variables.undeclared(agent).stream())
                .toList();
        if (!faults.isEmpty()) {
            throw Problem.of(ProblemCode.VARIABLE_INVALID, StrictJson.summary(faults), faults);
        }
        return variables.fill(agent, values);
    }

    /** Faults of a bare template cannot point into the request, so they point at its name and say where. */
    private Agent whole(ObjectNode agent, Optional<Templates.Revision> revision, AgentSource source) {
        StrictJson.Read<Agent> read = reader.read(agent);
        if (read.value() == null || !read.faults().isEmpty()) {
            throw invalid(read.faults().stream()
                    .map(fault -> source.agent().isPresent()
                            ? fault.below("/agent")
                            : new Fault(
                                    "/template",
                                    fault.code(),
                                    "In the agent of "
                                            + revision.map(Templates.Revision::reference)
                                                    .orElse("the template") + " at " + fault.pointer() + ": "
                                            + fault.detail()))
                    .toList());
        }
        return read.value();
    }

    private static Problem missing(String detail) {
        return invalid(List.of(new Fault("/template", "UNKNOWN_TEMPLATE", detail)));
    }

    private static Problem invalid(List<Fault> faults) {
        return Problem.of(ProblemCode.INVALID_REQUEST, StrictJson.summary(faults), faults);
    }
}

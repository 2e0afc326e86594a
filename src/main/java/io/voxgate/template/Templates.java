package io.voxgate.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.connection.CredentialRules;
import io.voxgate.connection.StoredCredentials;
import io.voxgate.database.Page;
import io.voxgate.database.Precondition;
import io.voxgate.database.UpsertResult;
import io.voxgate.json.Json;
import io.voxgate.json.StrictJson;
import io.voxgate.model.Agent;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.template.TemplateTable.NewRevision;
import io.voxgate.template.TemplateTable.RevisionRow;
import io.voxgate.template.TemplateTable.SummaryRow;
import io.voxgate.template.TemplateTable.TemplateRowFilter;
import io.voxgate.tenant.TenantShares;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The templates of tenants: checked when they are saved, kept revision by revision. */
@ApplicationScoped
public class Templates {
    private final TemplateTable table;
    private final AgentReader reader;
    private final StoredCredentials credentials;
    private final TenantShares shares;

    public Templates(TemplateTable table, AgentReader reader, StoredCredentials credentials, TenantShares shares) {
        this.table = table;
        this.reader = reader;
        this.credentials = credentials;
        this.shares = shares;
    }

    /**
     * A template with its revisions.
     *
     * @param latest the newest revision
     * @param published the one that sessions get; empty: none
     * @param version the ETag
     */
    public record TemplateState(int latest, Optional<Integer> published, long version, Instant updatedAt) {}

    /**
     * One revision of a template.
     *
     * @param createdBy id of the key that made it
     * @param state the template as it is now
     */
    public record Revision(
            String name, int number, Template template, Instant createdAt, String createdBy, TemplateState state) {
        public int latest() {
            return state.latest();
        }

        public Optional<Integer> published() {
            return state.published();
        }

        public long version() {
            return state.version();
        }

        public Instant updatedAt() {
            return state.updatedAt();
        }

        public boolean isPublished() {
            return published().filter(revision -> revision == number).isPresent();
        }

        /** The revision as sessions name it. */
        public String reference() {
            return name + "@" + number;
        }
    }

    /**
     * How a template is saved.
     *
     * @param publish false: the revision stays a draft
     * @param validateOnly true: every check and the same answer, but nothing is stored
     * @param author id of the key
     */
    public record Saving(boolean publish, boolean validateOnly, String author) {}

    /**
     * @throws Problem 422 with everything that is wrong, or when a credential would be sent where it must not go; 412
     */
    public UpsertResult<Revision> put(
            String tenantId, String name, Template template, Saving saving, Precondition precondition) {
        Optional<Agent> sample = shares.compute(tenantId, () -> {
            check(template);
            return sample(template);
        });
        sample.ifPresent(agent -> refuseForbiddenHosts(tenantId, agent));
        NewRevision wanted = new NewRevision(
                tenantId, name, template.tree(), saving.publish(), saving.author(), saving.validateOnly());
        UpsertResult<RevisionRow> stored = table.put(wanted, precondition);
        return new UpsertResult<>(revision(stored.row()), stored.created());
    }

    private void refuseForbiddenHosts(String tenantId, Agent agent) {
        List<Fault> forbidden = credentials.check(tenantId, agent).stream()
                .filter(fault -> fault.code().equals(CredentialRules.HOST))
                .map(fault -> fault.below("/agent"))
                .toList();
        if (!forbidden.isEmpty()) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, StrictJson.summary(forbidden), forbidden);
        }
    }

    /** @throws Problem 422 with everything that is wrong */
    public void check(Template template) {
        AgentReader.refuseSecrets(template.agent(), "/agent");
        AgentReader.refuseSecrets(template.tree().without("agent"), "");
        AgentSize.check(template.tree());
        List<Fault> faults = new ArrayList<>(new Variables(template.variables()).faults(template.agent()));
        reader.readTemplate(template.agent()).faults().forEach(fault -> faults.add(fault.below("/agent")));
        if (!faults.isEmpty()) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, StrictJson.summary(faults), faults);
        }
    }

    /** What is not wrong, but perhaps not meant. Pointers into the template. */
    public List<Fault> warnings(Template template) {
        return new Variables(template.variables()).warnings(template.agent());
    }

    /**
     * The agent of a template with sample values, for a summary of what vendors make of it; empty when samples cannot
     * make it whole.
     */
    public Optional<Agent> sample(Template template) {
        try {
            StrictJson.Read<Agent> read =
                    reader.readTemplate(new Variables(template.variables()).sample(template.agent()));
            return read.faults().isEmpty() ? Optional.ofNullable(read.value()) : Optional.empty();
        } catch (Problem tooLarge) {
            // With its defaults in all places it is more than an agent may be: no sample is whole then.
            return Optional.empty();
        }
    }

    /** The published revision, or the latest when none is published. */
    public Optional<Revision> find(String tenantId, String name) {
        return table.find(tenantId, name).map(Templates::revision);
    }

    public Optional<Revision> find(String tenantId, String name, int number) {
        return table.find(tenantId, name, number).map(Templates::revision);
    }

    public Page<SummaryRow> list(String tenantId, TemplateRowFilter filter, Page.PageRequest page) {
        return table.list(tenantId, filter, page);
    }

    /** Newest first. */
    public Page<SummaryRow> revisions(String tenantId, String name, int before, int size) {
        return table.revisions(tenantId, name, before, size);
    }

    public Revision publish(String tenantId, String name, int number, Precondition precondition) {
        return revision(table.publish(tenantId, name, number, precondition));
    }

    public void delete(String tenantId, String name, Precondition precondition) {
        table.delete(tenantId, name, precondition);
    }

    private static Revision revision(RevisionRow row) {
        Map<String, Variable> variables = new LinkedHashMap<>();
        row.body()
                .path("variables")
                .properties()
                .forEach(entry ->
                        variables.put(entry.getKey(), Json.MAPPER.convertValue(entry.getValue(), Variable.class)));
        Optional<String> description =
                Optional.ofNullable(row.body().get("description")).map(JsonNode::asText);
        return new Revision(
                row.name(),
                row.revision(),
                new Template(description, variables, (ObjectNode) row.body().get("agent")),
                row.createdAt(),
                row.createdBy(),
                new TemplateState(row.latest(), row.published(), row.version(), row.updatedAt()));
    }
}

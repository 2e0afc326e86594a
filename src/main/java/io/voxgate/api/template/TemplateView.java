package io.voxgate.api.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.api.http.YamlForm;
import io.voxgate.model.Agent;
import io.voxgate.model.Fault;
import io.voxgate.template.Template;
import io.voxgate.template.TemplateTable;
import io.voxgate.template.Templates;
import io.voxgate.template.Variable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One revision of a template. */
@Schema(name = "Template", description = "One revision of a template, and what each vendor makes of it.")
public record TemplateView(
        String name,
        @Schema(description = "This revision's number.") int revision,

        @Schema(description = "Whether this revision is the published one, which the bare name means.")
        boolean published,

        @Nullable @Schema(description = "The published revision; absent: none yet.")
        Integer publishedRevision,

        @Schema(description = "The newest revision.") int latestRevision,

        @Schema(description = "When this revision was made.")
        Instant createdAt,

        @Schema(description = "Who made this revision: the id of a key.", examples = "key_01m7yh6rjsfqy2ww5knwh7vh61")
        String createdBy,

        @Schema(description = "When the template last changed: a new revision, or another one published.")
        Instant updatedAt,

        @Nullable String description,
        Map<String, Variable> variables,
        @Schema(implementation = Agent.class) ObjectNode agent,

        @Schema(
                description = "What each vendor makes of it, with the variables' defaults filled in. Empty when "
                        + "it depends on variables without a default.")
        List<VendorPortability> portability,

        @Schema(
                description =
                        "What is not wrong, but perhaps not meant: an unused variable, a credential that is missing or incomplete.")
        List<Fault> warnings)
        implements YamlForm {

    static TemplateView of(Templates.Revision revision, List<VendorPortability> portability, List<Fault> warnings) {
        return new TemplateView(
                revision.name(),
                revision.number(),
                revision.isPublished(),
                revision.published().orElse(null),
                revision.latest(),
                revision.createdAt(),
                revision.createdBy(),
                revision.updatedAt(),
                revision.template().description().orElse(null),
                revision.template().variables(),
                revision.template().agent(),
                portability,
                warnings);
    }

    @Override
    public ObjectNode yamlForm() {
        return new Template(Optional.ofNullable(description), variables, agent).tree();
    }

    /** A template in a list. */
    @Schema(
            name = "TemplateSummary",
            description = "A template in short: its published revision, or the newest when none is published.")
    public record Summary(
            String name,
            int revision,
            boolean published,
            @Nullable Integer publishedRevision,
            int latestRevision,
            @Nullable String description,
            Instant createdAt,
            String createdBy,
            Instant updatedAt) {
        static Summary of(TemplateTable.SummaryRow row) {
            return new Summary(
                    row.name(),
                    row.revision(),
                    row.isPublished(),
                    row.published().orElse(null),
                    row.latest(),
                    row.description().orElse(null),
                    row.createdAt(),
                    row.createdBy(),
                    row.updatedAt());
        }
    }

    @Schema(name = "TemplateList")
    public record SummaryList(List<Summary> items, @Nullable String nextPageToken) {}
}

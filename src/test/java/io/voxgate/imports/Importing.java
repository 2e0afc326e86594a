package io.voxgate.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.adapter.ImportResult;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.json.StrictJson;
import io.voxgate.model.Agent;
import io.voxgate.model.Channel;
import io.voxgate.model.Fault;
import io.voxgate.tck.AllAdapters;
import io.voxgate.template.AgentReader;
import io.voxgate.template.AgentSource;
import io.voxgate.template.RequestImporter;
import io.voxgate.template.TemplateComposer;
import io.voxgate.template.VendorOptionRules;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The import and the dry run as the service puts them together, without the service. */
final class Importing {
    private static final ValidatorFactory VALIDATORS = Validation.buildDefaultValidatorFactory();
    private static final StrictJson STRICT = new StrictJson(VALIDATORS.getValidator());
    private static final AgentReader AGENTS =
            new AgentReader(STRICT, new VendorOptionRules(new AdapterRegistry(AllAdapters.all())));
    private static final RequestImporter IMPORTER = new RequestImporter(AGENTS, STRICT);
    /** An inline agent needs no stored templates. */
    private static final TemplateComposer COMPOSER = new TemplateComposer(null, AGENTS);

    private Importing() {}

    /** @throws io.voxgate.model.Problem when it is refused */
    static ImportResult read(String vendor, ObjectNode request) {
        return IMPORTER.read(AllAdapters.named(vendor), request);
    }

    /**
     * What POST /v1/translations makes of what was answered.
     *
     * @throws io.voxgate.model.Problem when it is refused
     */
    static Translation again(String vendor, ImportResult imported) {
        VendorAdapter adapter = AllAdapters.named(vendor);
        Agent agent = COMPOSER.compose(
                        "tenant", new AgentSource(Optional.empty(), Optional.of(imported.agent()), Map.of()))
                .agent();
        Optional<Channel> channel = Optional.of(imported.channel())
                .filter(tree -> !tree.isEmpty())
                .map(tree -> STRICT.read(tree, Channel.class).orRefuse());
        return adapter.translate(new StartCommand(agent, channel, Optional.empty()));
    }

    /** What is wrong with a channel as a caller would send it. */
    static List<Fault> faults(ObjectNode channel) {
        return STRICT.read(channel, Channel.class).faults();
    }
}

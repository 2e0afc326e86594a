package io.voxgate.tck;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.ImportResult;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.json.Json;
import io.voxgate.model.Agent;
import io.voxgate.property.AgentGen;
import io.voxgate.property.Gen;
import io.voxgate.property.Property;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The tables read backwards: what we send, given back as a vendor's own request, becomes an agent that sends the same.
 */
interface ImportTck extends TckSubject {

    @Test
    default void translateImportTranslateIsStable() {
        List<Agent> tried = new ArrayList<>();
        Property.check(agents(), agent -> {
            Translation first = start(agent);
            if (!first.report().accepted()) {
                return;
            }
            tried.add(agent);
            ImportResult imported = adapter().parse(first.call().fill(TestAccount::fill));

            assertThat(imported.faults()).isEmpty();
            Translation second = start(Yaml.agent(imported.agent()));
            assertThat(second.report().accepted())
                    .as("The imported agent can start: %s", second.report().fields())
                    .isTrue();
            assertThat(Wire.changed(
                            first.call().display(Optional.empty()),
                            second.call().display(Optional.empty())))
                    .as("Fields that differ, agent %s, imported %s", Json.tree(agent), imported.agent())
                    .isEmpty();
        });
        assertThat(tried)
                .as("Agents that the vendor could start")
                .hasSizeGreaterThan(Boolean.getBoolean("property.seed") ? 0 : 20);
    }

    @Test
    default void importNamesEachFieldOnceAndEchoesNoSecret() {
        Property.check(agents(), agent -> {
            Translation translation = start(agent);
            ObjectNode request = translation.call().fill(TestAccount::fill);

            ImportResult imported = adapter().parse(request);

            assertThat(imported.fields())
                    .map(ImportResult.ImportEntry::vendorPath)
                    .doesNotHaveDuplicates();
            Set<String> opened =
                    new HashSet<>(Json.leaves(Wire.open(translation)).keySet());
            opened.removeIf(path -> imported.fields().stream()
                    .anyMatch(entry -> Wire.covers(entry.vendorPath(), path)
                            || Wire.covers(path, entry.vendorPath())
                            || entry.vendorPath().startsWith(path + "[")));
            assertThat(opened).as("Fields that the import does not name").isEmpty();
            assertThat(Json.write(Json.node(imported)))
                    .doesNotContain("llm.apiKey", "tts.apiKey", "tts.secretKey", "tts.token", "usersig:");
        });
    }

    @Test
    default void importOfNoiseNeverThrows() {
        GarbageTck.BODIES.stream()
                .map(Json::parse)
                .flatMap(Optional::stream)
                .filter(JsonNode::isObject)
                .map(ObjectNode.class::cast)
                .forEach(noise -> assertThat(adapter().parse(noise).fields())
                        .map(ImportResult.ImportEntry::vendorPath)
                        .doesNotContainNull());
    }

    private Translation start(Agent agent) {
        return adapter().translate(new StartCommand(agent, Optional.of(channel()), Optional.of("ses_01")));
    }

    /** Drawn agents with what the vendor cannot do without. */
    private Gen<Agent> agents() {
        return new AgentGen(expectations().startableProtocols(), expectations().startableProviders())
                .map(agent -> Startable.with(expectations().agent(), agent));
    }
}

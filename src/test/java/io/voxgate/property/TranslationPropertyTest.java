package io.voxgate.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.FieldReport;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.Placeholder;
import io.voxgate.adapter.RequestNonce;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.json.Json;
import io.voxgate.model.Agent;
import io.voxgate.tck.AllAdapters;
import io.voxgate.tck.TestAccount;
import io.voxgate.tck.Yaml;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What holds for every agent and every vendor. */
class TranslationPropertyTest {
    private static final RequestNonce NONCE = new RequestNonce("0123456789abcdef0123456789abcdef");

    /** What is merged into the request last changes only what it touches, on the wire and in the report. */
    @TestFactory
    Stream<DynamicTest> anOverrideLeavesUntouchedFieldsAlone() {
        return everywhere((adapter, agent) -> {
            ObjectNode with = Json.tree(agent);
            with.putObject("vendorOptions")
                    .putObject(adapter.info().id())
                    .put("Unheard", "of")
                    .putObject("Deep")
                    .put("er", 1);

            Translation plain = translate(adapter, agent);
            Translation overridden = translate(adapter, Yaml.agent(with));

            ObjectNode expected = plain.call().display(Optional.empty());
            expected.put("Unheard", "of").putObject("Deep").put("er", 1);
            assertThat(overridden.call().display(Optional.empty())).isEqualTo(expected);
            assertThat(overridden.report().fields())
                    .filteredOn(entry -> !entry.path().startsWith("/vendorOptions"))
                    .isEqualTo(plain.report().fields());
        });
    }

    /** Another vendor's options are nobody's business here. */
    @TestFactory
    Stream<DynamicTest> anotherVendorsOptionsChangeNothing() {
        return everywhere((adapter, agent) -> {
            ObjectNode with = Json.tree(agent);
            with.putObject("vendorOptions").putObject("another-vendor").put("Unheard", "of");

            assertThat(translate(adapter, Yaml.agent(with)).call().display(Optional.empty()))
                    .isEqualTo(translate(adapter, agent).call().display(Optional.empty()));
        });
    }

    /**
     * Each leaf that the caller set has the caller's value in the report, and what the report says was sent stands in
     * the request.
     */
    @TestFactory
    Stream<DynamicTest> theReportTellsTheTruth() {
        return everywhere((adapter, agent) -> {
            Translation translation = translate(adapter, agent);
            Map<String, JsonNode> leaves = TranslationBuilder.leaves(Json.tree(agent));
            ObjectNode shown = translation.call().display(Optional.empty());

            assertThat(translation.report().fields())
                    .filteredOn(entry -> leaves.containsKey(entry.path()))
                    .allMatch(entry -> Json.same(leaves.get(entry.path()), entry.value()));
            assertThat(translation.report().fields())
                    .filteredOn(TranslationPropertyTest::single)
                    .allSatisfy(entry -> assertThat(Json.at(shown, entry.vendorPath()))
                            .as("%s", entry)
                            .hasValueSatisfying(there -> assertThat(holds(there, entry.vendorValue()))
                                    .as("%s holds %s", there, entry)
                                    .isTrue()));
        });
    }

    /** One field, plainly addressed. */
    private static boolean single(FieldReport.ReportEntry entry) {
        return entry.vendorPath() != null
                && entry.vendorValue() != null
                && !entry.vendorPath().contains(",")
                && !entry.vendorPath().contains("[");
    }

    /** The same, or, where several leaves share a field, at least among it. */
    private static boolean holds(JsonNode there, JsonNode told) {
        boolean among = there.isArray()
                && (told.isArray() ? told : Json.array().add(told))
                        .valueStream()
                        .allMatch(one -> there.valueStream().anyMatch(one::equals));
        return Json.same(there, told)
                || among
                || there.isObject()
                        && told.isObject()
                        && told.properties().stream().allMatch(part -> there.has(part.getKey()));
    }

    /** No secret is anywhere but in the signed bytes. */
    @TestFactory
    Stream<DynamicTest> secretsAreOnlyInTheSignedBytes() {
        return everywhere((adapter, agent) -> {
            Translation translation = translate(adapter, agent);
            VendorAccount account = TestAccount.account();

            HttpCall call = adapter.sign(
                    translation.call(), account, TestAccount.secrets(translation.call()), TestAccount.NOW, NONCE);

            String shown = Json.write(translation.call().display(Optional.of(account)))
                    + Json.write(Json.node(translation.report()))
                    + translation
                    + call;
            translation.call().slots().stream()
                    .filter(Placeholder.Secret.class::isInstance)
                    .map(Placeholder.Secret.class::cast)
                    .forEach(secret -> assertThat(shown).doesNotContain(secret.ref() + "." + secret.field() + "\""));
            assertThat(shown).doesNotContain(TestAccount.CANARY);
        });
    }

    private static Stream<DynamicTest> everywhere(BiConsumer<VendorAdapter, Agent> check) {
        return AllAdapters.all().stream()
                .map(adapter -> dynamicTest(
                        adapter.info().id(),
                        () -> Property.check(new AgentGen(), agent -> check.accept(adapter, agent))));
    }

    private static Translation translate(VendorAdapter adapter, Agent agent) {
        return adapter.translate(new StartCommand(agent, Optional.empty(), Optional.of("ses_01")));
    }
}

package io.voxgate.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.voxgate.connection.CredentialRules.CredentialShape;
import io.voxgate.egress.EgressAddressPolicy;
import io.voxgate.json.Json;
import io.voxgate.model.Agent;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialRulesTest {
    private final CredentialRules rules = new CredentialRules(new EgressAddressPolicy(false));
    private final CredentialRules atHome = new CredentialRules(new EgressAddressPolicy(true));

    private static Agent agent(String llm, String tts) {
        try {
            return Json.MAPPER.readValue(
                    "{\"llm\":{\"protocol\":\"openai\"%s},\"tts\":{%s}}".formatted(llm, tts), Agent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Agent llm(String url) {
        return agent(",\"url\":\"" + url + "\",\"credentialRef\":\"llm\"", "\"provider\":\"platform\"");
    }

    private static Map<String, CredentialShape> bound(String... hosts) {
        return Map.of(
                "llm",
                new CredentialShape(
                        Set.of("apiKey"), hosts.length == 0 ? Optional.empty() : Optional.of(List.of(hosts))));
    }

    @Test
    void everyCredentialOfAnAgentIsLookedFor() {
        Agent agent = agent(",\"credentialRef\":\"llm\"", "\"provider\":\"azure\",\"credentialRef\":\"voice\"");
        assertThat(CredentialRules.names(agent)).containsExactly("llm", "voice");
        assertThat(rules.check(agent, Map.of()))
                .extracting(Fault::pointer, Fault::code)
                .containsExactly(
                        tuple("/llm/credentialRef", "CREDENTIAL_MISSING"),
                        tuple("/tts/credentialRef", "CREDENTIAL_MISSING"));
        assertThat(rules.check(agent("", "\"provider\":\"platform\""), Map.of()))
                .isEmpty();
    }

    /**
     * The fields by provider of the neutral agent's page; platform and cosyvoice may go without a credential, but a
     * named one has to open something.
     */
    @ParameterizedTest
    @CsvSource({
        "tencent, appId secretId secretKey",
        "minimax, apiKey groupId",
        "azure, subscriptionKey",
        "volcengine, appId token",
        "cartesia, apiKey",
        "elevenlabs, apiKey",
        "custom, apiKey",
        "cosyvoice, apiKey",
        "platform, apiKey"
    })
    void eachProviderNamesTheFieldThatIsMissing(String provider, String fields) {
        Agent agent = agent("", "\"provider\":\"" + provider + "\",\"credentialRef\":\"voice\"");
        Set<String> all = Set.of(fields.split(" "));
        assertThat(rules.check(agent, Map.of("voice", new CredentialShape(all, Optional.empty()))))
                .isEmpty();
        for (String missing : all) {
            Set<String> rest = new TreeSet<>(all);
            rest.remove(missing);
            rest.add("spare");
            assertThat(rules.check(agent, Map.of("voice", new CredentialShape(rest, Optional.empty()))))
                    .singleElement()
                    .satisfies(fault -> {
                        assertThat(fault.code()).isEqualTo("CREDENTIAL_INCOMPLETE");
                        assertThat(fault.pointer()).isEqualTo("/tts/credentialRef");
                        assertThat(fault.detail())
                                .contains("\"voice\" has no field " + missing + ",")
                                .contains("tts.provider " + provider)
                                .contains("spare");
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "azure", "minimax", "dify", "coze", "dashscope"})
    void eachProtocolNeedsAnApiKey(String protocol) throws JsonProcessingException {
        Agent agent = Json.MAPPER.readValue(
                "{\"llm\":{\"protocol\":\"" + protocol + "\",\"credentialRef\":\"llm\"}}", Agent.class);
        assertThat(rules.check(agent, Map.of("llm", new CredentialShape(Set.of("apikey"), Optional.empty()))))
                .singleElement()
                .satisfies(fault -> assertThat(fault.detail())
                        .contains("no field apiKey, which llm.protocol " + protocol + " needs (it has apikey)"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/v1, api.openai.com", "https://API.OpenAI.com./v1, api.openai.com",
                "https://api.openai.com:443/v1, api.openai.com",
        "https://api.openai.com:8443/v1, api.openai.com:8443", "http://api.openai.com/v1, api.openai.com:80",
                "https://[2606:4700::0:1111]/v1, [2606:4700:0:0:0:0:0:1111]"
    })
    void aBoundCredentialGoesToItsHosts(String url, String host) {
        assertThat(rules.check(llm(url), bound("other.example.com", host))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.com/v1",
                "https://api.openai.com.evil.example.com/",
                "https://evil.example.com/api.openai.com",
                "https://xapi.openai.com/",
                "https://openai.com/",
                "https://api.openai.com:8443/",
                "http://api.openai.com/",
                "http://api.openai.com:443/"
            })
    void aBoundCredentialGoesNowhereElse(String url) {
        assertThat(rules.check(llm(url), bound("api.openai.com")))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.code()).isEqualTo("CREDENTIAL_HOST");
                    assertThat(fault.pointer()).isEqualTo("/llm/credentialRef");
                    assertThat(fault.detail())
                            .contains(HostName.of(url)
                                    .map(host -> "it is bound to api.openai.com, and this agent sends it to " + host)
                                    .orElse("no host that can be judged"));
                });
    }

    @Test
    void aBoundCredentialNeedsAUrl() {
        assertThat(rules.check(
                        agent(",\"credentialRef\":\"llm\"", "\"provider\":\"platform\""), bound("api.openai.com")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.detail()).contains("names no url"));
        assertThat(rules.check(agent(",\"credentialRef\":\"llm\"", "\"provider\":\"platform\""), bound()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/",
                "https://llm/",
                "https://llm.internal/",
                "https://10.0.0.1/",
                "https://[::1]/",
                "https://127.1/",
                "https://2130706433/",
                "https://0x7f.1/",
                "https://0177.0.0.1/",
                "https://[::ffff:10.0.0.1]/",
                "https://169.254.169.254/",
                "https://metadata.google.internal/",
                "https://printer.local./"
            })
    void anUnboundCredentialGoesToPublicHostsOnly(String url) {
        assertThat(rules.check(llm(url), bound())).extracting(Fault::code).containsExactly("CREDENTIAL_HOST");
    }

    @Test
    void privateHostsAreForInstallationsThatAllowThemAndMetadataForNone() {
        assertThat(atHome.check(llm("http://localhost:11434/v1"), bound())).isEmpty();
        assertThat(atHome.check(llm("http://10.0.0.1/v1"), bound("10.0.0.1:80")))
                .isEmpty();
        assertThat(atHome.check(llm("http://169.254.169.254/v1"), bound()))
                .extracting(Fault::code)
                .containsExactly("CREDENTIAL_HOST");
        assertThat(atHome.check(llm("http://metadata.google.internal/v1"), bound("metadata.google.internal:80")))
                .extracting(Fault::code)
                .containsExactly("CREDENTIAL_HOST");
    }

    @Test
    void hostsAreKeptInOneSpelling() {
        assertThat(rules.hosts(List.of(
                        "API.OpenAI.com.",
                        "api.openai.com:443",
                        "bücher.example",
                        "x.example.com:8443",
                        "[2606:4700::1111]:444")))
                .containsExactly(
                        "api.openai.com",
                        "xn--bcher-kva.example",
                        "x.example.com:8443",
                        "[2606:4700:0:0:0:0:0:1111]:444");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example.com",
                "a.example.com/v1",
                "*.example.com",
                "*",
                "a b.example.com",
                "user@a.example.com",
                "a.example.com:0",
                "a.example.com:70000",
                "a..example.com",
                "-a.example.com",
                ".",
                "",
                "::1",
                "[::1",
                "a.example.com?x",
                "a_b%2e.example.com",
                "localhost",
                "127.0.0.1",
                "0x7f000001",
                "169.254.169.254",
                "fd00:ec2::254",
                "[fd00:ec2::254]",
                "redis",
                "db.internal"
            })
    void hostsThatCannotBeMeantAreRefusedWithTheirPlace(String host) {
        assertThatThrownBy(() -> rules.hosts(List.of("api.openai.com", host)))
                .asInstanceOf(type(Problem.class))
                .satisfies(problem ->
                        assertThat(problem.faults()).extracting(Fault::pointer).containsExactly("/hosts/1"));
    }
}
